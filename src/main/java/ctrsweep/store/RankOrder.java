package ctrsweep.store;

import ctrsweep.sweep.SweepSummary;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// The numbers of a sweep's trials in the order of their ranks; those without a rank follow by number. It keeps 20
/// bytes for each trial, where the trials themselves take a kilobyte; a point with several seeds takes more.
final class RankOrder {
    private static final int UNRANKED = Integer.MAX_VALUE;

    /// Ascending.
    private final long[] numbers;

    /// One for each number.
    private final int[] ranks;

    private RankOrder(long[] numbers) {
        this.numbers = numbers;
        ranks = new int[numbers.length];
        Arrays.fill(ranks, UNRANKED);
    }

    /// @param filter selects the trials; the ranks are those among all trials
    static RankOrder of(Handle handle, SweepSummary sweep, TrialSql filter) {
        RankOrder order = new RankOrder(handle
                .createQuery("SELECT number FROM trial WHERE sweep_id = :sweep AND (%s) ORDER BY number"
                        .formatted(filter.sql()))
                .bind("sweep", sweep.id())
                .bindMap(filter.binds())
                .map((row, context) -> row.getLong(1))
                .stream()
                .mapToLong(Long::longValue)
                .toArray());
        order.rank(handle, sweep);
        return order;
    }

    private void rank(Handle handle, SweepSummary sweep) {
        Map<String, Integer> severalSeeds = new HashMap<>();
        handle.createQuery("""
                        SELECT rank, number, seeds, point_hash FROM point
                         WHERE sweep_id = :sweep AND generation = :generation""")
                .bind("sweep", sweep.id())
                .bind("generation", sweep.generation())
                .map((row, context) -> row.getInt(3) == 1
                        ? rank(row.getLong(2), row.getInt(1))
                        : severalSeeds.putIfAbsent(row.getString(4), row.getInt(1)) == null)
                .forEach(_ -> {});
        if (!severalSeeds.isEmpty()) {
            TrialSql completed = TrialSql.completed(sweep);
            handle.createQuery("SELECT number, point_hash FROM trial WHERE sweep_id = :sweep AND (%s)"
                            .formatted(completed.sql()))
                    .bind("sweep", sweep.id())
                    .bindMap(completed.binds())
                    .map((row, context) -> rank(row.getLong(1), severalSeeds.getOrDefault(row.getString(2), UNRANKED)))
                    .forEach(_ -> {});
        }
    }

    /// @return false if the trial is not selected, or has got its rank already
    private boolean rank(long number, int rank) {
        int place = Arrays.binarySearch(numbers, number);
        boolean ranked = place >= 0 && rank < ranks[place];
        if (ranked) {
            ranks[place] = rank;
        }
        return ranked;
    }

    Optional<Integer> of(long number) {
        int rank = ranks[Arrays.binarySearch(numbers, number)];
        return rank == UNRANKED ? Optional.empty() : Optional.of(rank);
    }

    /// The numbers, at most `size` at a time.
    Stream<List<Long>> chunks(int size) {
        long[] order = IntStream.range(0, numbers.length)
                .mapToLong(place -> ((long) ranks[place] << Integer.SIZE) | place)
                .sorted()
                .toArray();
        return IntStream.range(0, Math.ceilDiv(order.length, size))
                .mapToObj(chunk -> Arrays.stream(order, chunk * size, Math.min(order.length, (chunk + 1) * size))
                        .mapToObj(place -> numbers[(int) place])
                        .toList());
    }
}
