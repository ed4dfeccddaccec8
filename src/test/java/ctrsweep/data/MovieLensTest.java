package ctrsweep.data;

import static ctrsweep.data.MovieLensFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.settings.DataSettings;
import ctrsweep.settings.DataSettings.SplitStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Negatives and splits of MovieLens-100K: on the real files, else on made up ones.
class MovieLensTest {
    @TempDir
    static Path temporary;

    private static Path folder = Path.of("");
    private static boolean real;

    @BeforeAll
    static void findFiles() {
        folder = MovieLensFixture.any(temporary);
        real = MovieLensFixture.real().isPresent();
    }

    /// All ratings of the file, encoded as raw rows: those of train and validation are among them.
    @Test
    void encodesRawRowsAsItsSplits() {
        Dataset dataset = dataset(SplitStrategy.TEMPORAL, 0, 1);
        assertThat(dataset.rawColumns()).containsExactly("user_id", "movie_id", "timestamp");
        List<RawRow> raw = new ArrayList<>();
        for (Rating rating : ratings()) {
            raw.add(raw(rating.user(), rating.movie(), rating.time()));
        }
        Set<List<Float>> encoded = new HashSet<>(numbers(dataset.encode(raw)));
        assertThat(encoded.containsAll(numbers(dataset.train(1, 1).inMemory()))).isTrue();
        List<List<Float>> validation = numbers(dataset.validation().inMemory());
        for (int row = 0; row < validation.size(); row += 2) {
            assertThat(encoded.contains(validation.get(row))).isTrue();
        }
    }

    /// Nothing is known of either: all ids of the user are 0, the movie is one without a date, no genre, no
    /// positives; the time is known.
    @Test
    void strangersHaveTheUnknownIds() {
        Dataset dataset = dataset(SplitStrategy.TEMPORAL);
        // 1998-04-01 00:00 UTC, a Wednesday
        Rows rows = dataset.encode(List.of(raw(100_000, -5, 891_388_800), raw(1, 1, 891_388_800)));
        int ids = rows.sparse().length / 2;
        int yearBucket = 6;
        int movieAge = 7;
        for (int column = 0; column < ids; column++) {
            if (column != movieAge && column != yearBucket) {
                assertThat(rows.sparse()[column]).isZero();
            }
        }
        assertThat(Arrays.copyOf(rows.sequences(), 6)).containsOnly(0);
        assertThat(Arrays.copyOf(rows.dense(), 4)).isEqualTo(Arrays.copyOfRange(rows.dense(), 6, 10));
        assertThat(rows.dense()[0]).isCloseTo((float) Math.sin(2 * Math.PI * 2 / 7), within(1e-6f));
        assertThat(rows.dense()[2]).isZero();
        assertThat(rows.dense()[4]).isLessThanOrEqualTo(rows.dense()[10]);
        assertThat(rows.labels()).hasSize(2);
        assertThat(rows.groups()).isEmpty();
    }

    private static RawRow raw(int user, int movie, long time) {
        return new RawRow(
                "test", List.of("timestamp", "movie_id", "user_id"), List.of(time + "", movie + "", user + ""));
    }

    /// Each row's ids and numbers.
    private static List<List<Float>> numbers(Rows rows) {
        List<List<Float>> all = new ArrayList<>();
        int ids = rows.sparse().length / rows.size();
        int slots = rows.sequences().length / rows.size();
        int dense = rows.dense().length / rows.size();
        for (int row = 0; row < rows.size(); row++) {
            List<Float> one = new ArrayList<>();
            for (int i = 0; i < ids; i++) {
                one.add((float) rows.sparse()[row * ids + i]);
            }
            for (int i = 0; i < slots; i++) {
                one.add((float) rows.sequences()[row * slots + i]);
            }
            for (int i = 0; i < dense; i++) {
                one.add(rows.dense()[row * dense + i]);
            }
            all.add(one);
        }
        return all;
    }

    @Test
    void everyHeldOutRatingIsAPositiveOfItsOwnUserInTheTemporalSplit() {
        Dataset dataset = dataset(SplitStrategy.TEMPORAL);
        for (Examples part : List.of(dataset.validation(), dataset.test())) {
            Rows rows = part.inMemory();
            assertThat(positives(rows)).isEqualTo(groups(rows));
            if (real) {
                assertThat(groups(rows)).isEqualTo(part == dataset.validation() ? 70 : 57);
            }
        }
    }

    @Test
    void leaveOneOutHoldsTwoRatingsOfEachUserWithThree() {
        Dataset dataset = dataset(SplitStrategy.LEAVE_ONE_OUT);
        int users = groups(dataset.validation().inMemory());
        assertThat(groups(dataset.test().inMemory())).isEqualTo(users);
        assertThat(dataset.train(1, 1).size()).isEqualTo(5 * (ratings().size() - 2 * users));
        if (real) {
            assertThat(users).isEqualTo(943);
            assertThat(positives(dataset.validation().inMemory())).isEqualTo(493);
            assertThat(positives(dataset.test().inMemory())).isEqualTo(486);
        }
    }

    /// Against a stable sort by time: of a user's ratings in one second, the later line of the file is the
    /// later rating.
    @Test
    void leaveOneOutHoldsTheLastTwoLinesOfAStableSortByTime() {
        List<Rating> last = new ArrayList<>();
        List<Rating> before = new ArrayList<>();
        byUser().forEach((_, ratings) -> {
            if (ratings.size() >= 3) {
                last.add(ratings.getLast());
                before.add(ratings.get(ratings.size() - 2));
            }
        });
        Dataset dataset = dataset(SplitStrategy.LEAVE_ONE_OUT, 0, 1);
        assertThat(heldOut(dataset.validation())).isEqualTo(encoded(dataset, before));
        assertThat(heldOut(dataset.test())).isEqualTo(encoded(dataset, last));
    }

    /// Against a stable sort by time: the first positive line of each user after the cut.
    @Test
    void temporalHoldsTheFirstPositiveLineOfAStableSortByTime() {
        double[] cuts = {quantile(0.8), quantile(0.9)};
        List<Rating> validation = new ArrayList<>();
        List<Rating> test = new ArrayList<>();
        byUser().forEach((_, ratings) -> {
            if (ratings.getFirst().time() <= cuts[0]) {
                first(ratings, cuts[0], cuts[1]).ifPresent(validation::add);
                first(ratings, cuts[1], Double.POSITIVE_INFINITY).ifPresent(test::add);
            }
        });
        Dataset dataset = dataset(SplitStrategy.TEMPORAL, 0, 1);
        assertThat(heldOut(dataset.validation())).isEqualTo(encoded(dataset, validation));
        assertThat(heldOut(dataset.test())).isEqualTo(encoded(dataset, test));
    }

    private static Map<Integer, List<Rating>> byUser() {
        return ratings().stream()
                .sorted(Comparator.comparingLong(Rating::time))
                .collect(Collectors.groupingBy(Rating::user, TreeMap::new, Collectors.toList()));
    }

    private static Optional<Rating> first(List<Rating> ratings, double after, double until) {
        return ratings.stream()
                .filter(rating -> rating.time() > after && rating.time() <= until && rating.stars() >= 4)
                .findFirst();
    }

    private static double quantile(double share) {
        long[] times = ratings().stream().mapToLong(Rating::time).sorted().toArray();
        double place = share * (times.length - 1);
        int below = (int) place;
        return times[below] + (times[below + 1] - times[below]) * (place - below);
    }

    /// The held-out rows without their negatives, user by user.
    private static List<List<Float>> heldOut(Examples part) {
        List<List<Float>> all = numbers(part.inMemory());
        int stride = all.size() / groups(part.inMemory());
        return IntStream.iterate(0, row -> row < all.size(), row -> row + stride)
                .mapToObj(all::get)
                .toList();
    }

    private static List<List<Float>> encoded(Dataset dataset, List<Rating> ratings) {
        return numbers(dataset.encode(ratings.stream()
                .map(rating -> raw(rating.user(), rating.movie(), rating.time()))
                .toList()));
    }

    /// Ids are led back to the files' numbers, so that what is checked is what a model sees: the n-th smallest number
    /// that train has is id n.
    @Test
    void noNegativeWasRatedByItsUser() {
        Dataset dataset = dataset(SplitStrategy.LEAVE_ONE_OUT, 4, 50);
        Set<Long> rated = ratings().stream()
                .map(rating -> rating.user() * 1_000_000L + rating.movie())
                .collect(Collectors.toSet());
        List<Integer> users =
                ratings().stream().map(Rating::user).distinct().sorted().toList();
        int movies = dataset.schema().fields().get(1).vocabulary();
        // Every user trains; a movie that only held-out ratings have is unknown, and the numbers of those after it
        // shift.
        List<Integer> known = IntStream.rangeClosed(1, 2_000)
                .filter(movie -> dataset.encode(List.of(raw(1, movie, 0))).sparse()[1] != 0)
                .boxed()
                .toList();
        assertThat(known).hasSize(movies - 1);
        assertNegativesUnrated(dataset.train(3, 1).inMemory(), 5, users, known, rated);
        assertNegativesUnrated(dataset.validation().inMemory(), 51, users, known, rated);
        assertNegativesUnrated(dataset.test().inMemory(), 51, users, known, rated);
    }

    private static void assertNegativesUnrated(
            Rows rows, int stride, List<Integer> users, List<Integer> movies, Set<Long> rated) {
        int wrong = 0;
        int unknown = 0;
        for (int row = 0; row < rows.size(); row++) {
            int user = rows.sparse()[row * 9];
            int movie = rows.sparse()[row * 9 + 1];
            if (movie == 0) {
                unknown++;
            } else {
                boolean seen = rated.contains(users.get(user - 1) * 1_000_000L + movies.get(movie - 1));
                wrong += seen == (row % stride == 0) ? 0 : 1;
            }
        }
        assertThat(wrong).isZero();
        assertThat(unknown).isLessThan(rows.size() / 50);
    }

    @Test
    void theSameSeedAndEpochGiveTheSameRows() {
        Dataset dataset = dataset(SplitStrategy.TEMPORAL);
        assertSameRows(dataset.train(7, 3).inMemory(), dataset.train(7, 3).inMemory());
        assertSameRows(
                dataset.train(7, 3).inMemory(),
                dataset(SplitStrategy.TEMPORAL).train(7, 3).inMemory());
        assertSameRows(
                dataset.validation().inMemory(),
                dataset(SplitStrategy.TEMPORAL).validation().inMemory());
    }

    @Test
    void anotherEpochOrSeedDrawsOtherNegativesForTheSameRatings() {
        Dataset dataset = dataset(SplitStrategy.TEMPORAL);
        Rows first = dataset.train(7, 1).inMemory();
        for (Rows other :
                List.of(dataset.train(7, 2).inMemory(), dataset.train(8, 1).inMemory())) {
            int ratings = 0;
            int sameNegatives = 0;
            for (int row = 0; row < first.size(); row++) {
                boolean same = first.sparse()[row * 9 + 1] == other.sparse()[row * 9 + 1];
                if (row % 5 == 0) {
                    ratings += same ? 1 : 0;
                } else {
                    sameNegatives += same ? 1 : 0;
                }
            }
            assertThat(ratings).isEqualTo(first.size() / 5);
            assertThat(sameNegatives).isLessThan(first.size() / 10);
            assertThat(other.labels()).isEqualTo(first.labels());
        }
    }

    @Test
    void negativesCopyTheRowsUserAndTime() {
        Rows rows = dataset(SplitStrategy.TEMPORAL).train(1, 1).inMemory();
        int[] userColumns = {0, 2, 3, 4, 5};
        int[] denseColumns = {0, 1, 2, 3, 4};
        int differing = 0;
        for (int row = 0; row < rows.size(); row++) {
            int rating = row - row % 5;
            for (int column : userColumns) {
                differing += rows.sparse()[row * 9 + column] == rows.sparse()[rating * 9 + column] ? 0 : 1;
            }
            for (int column : denseColumns) {
                differing += rows.dense()[row * 6 + column] == rows.dense()[rating * 6 + column] ? 0 : 1;
            }
            if (row != rating) {
                differing += rows.labels()[row] == 0 ? 0 : 1;
            }
        }
        assertThat(differing).isZero();
    }

    @Test
    void countsOfTrainingRowsSpanZeroToOne() {
        Rows rows = dataset(SplitStrategy.TEMPORAL, 0, 10).train(1, 1).inMemory();
        for (int column : new int[] {4, 5}) {
            double[] counts = IntStream.range(0, rows.size())
                    .mapToDouble(row -> rows.dense()[row * 6 + column])
                    .toArray();
            assertThat(Arrays.stream(counts).min().orElseThrow()).isCloseTo(0, within(1e-6));
            assertThat(Arrays.stream(counts).max().orElseThrow()).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void groupsAreOneHeldOutRatingWithItsNegatives() {
        Rows rows = dataset(SplitStrategy.LEAVE_ONE_OUT, 4, 20).validation().inMemory();
        assertThat(rows.size() % 21).isZero();
        for (int row = 0; row < rows.size(); row++) {
            assertThat(rows.groups()[row]).isEqualTo(row / 21);
        }
    }

    @Test
    void popularMoviesAreNegativesMoreOftenWithAlpha() {
        // The scaled count of a movie's positives rises with them; uniform draws show the mean movie.
        double uniform = meanItemCount(load(folder, settings(SplitStrategy.TEMPORAL, 0, 4, 100), 1));
        double popular = meanItemCount(load(folder, settings(SplitStrategy.TEMPORAL, 0.75, 4, 100), 1));
        assertThat(popular).isGreaterThan(uniform + 0.02);
    }

    private static double meanItemCount(Dataset dataset) {
        Rows rows = dataset.validation().inMemory();
        return IntStream.range(0, rows.size())
                .filter(row -> rows.labels()[row] == 0)
                .mapToDouble(row -> rows.dense()[row * 6 + 5])
                .average()
                .orElseThrow();
    }

    @Test
    void fewerCandidatesThanWantedGiveAllOfThem() {
        long movies = ratings().stream().map(Rating::movie).distinct().count();
        Dataset dataset = dataset(SplitStrategy.LEAVE_ONE_OUT, 4, (int) movies);
        Map<Integer, Long> counts =
                ratings().stream().collect(Collectors.groupingBy(Rating::user, Collectors.counting()));
        long expected = counts.values().stream()
                .filter(count -> count >= 3)
                .mapToLong(count -> 1 + movies - count)
                .sum();
        assertThat(dataset.validation().size()).isEqualTo((int) expected);
        assertThat(dataset.remark())
                .hasValueSatisfying(remark -> assertThat(remark).contains("only"));
    }

    @Test
    void severalThreadsDrawAtOnce() throws Exception {
        Dataset dataset = dataset(SplitStrategy.TEMPORAL, 1, 10);
        List<Rows> alone = List.of(
                dataset.train(1, 1).inMemory(),
                dataset.train(1, 2).inMemory(),
                dataset.train(2, 1).inMemory());
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Rows>> together = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                int which = i % 3;
                together.add(threads.submit(() -> switch (which) {
                    case 0 -> dataset.train(1, 1).inMemory();
                    case 1 -> dataset.train(1, 2).inMemory();
                    default -> dataset.train(2, 1).inMemory();
                }));
            }
            for (int i = 0; i < together.size(); i++) {
                assertSameRows(together.get(i).get(), alone.get(i % 3));
            }
        }
    }

    @Test
    void theFingerprintNamesFilesSettingsAndSeed() {
        String fingerprint =
                load(folder, settings(SplitStrategy.TEMPORAL, 0.75, 4, 20), 1).fingerprint();
        assertThat(fingerprint).matches("[0-9a-f]{64}");
        assertThat(load(folder, settings(SplitStrategy.TEMPORAL, 0.75, 4, 20), 1)
                        .fingerprint())
                .isEqualTo(fingerprint);
        Path other = MovieLensFixture.madeUp(temporary.resolve("other"), 30, 80, 1_500);
        assertThat(List.of(
                        load(folder, settings(SplitStrategy.TEMPORAL, 0.75, 4, 20), 2),
                        load(folder, settings(SplitStrategy.TEMPORAL, 0.5, 4, 20), 1),
                        load(folder, settings(SplitStrategy.TEMPORAL, 0.75, 3, 20), 1),
                        load(folder, settings(SplitStrategy.TEMPORAL, 0.75, 4, 21), 1),
                        load(folder, settings(SplitStrategy.LEAVE_ONE_OUT, 0.75, 4, 20), 1),
                        load(other, settings(SplitStrategy.TEMPORAL, 0.75, 4, 20), 1)))
                .extracting(Dataset::fingerprint)
                .doesNotHaveDuplicates()
                .doesNotContain(fingerprint);
    }

    @Test
    void refusesASplitWithoutRows() {
        Path few = MovieLensFixture.write(
                temporary.resolve("few"),
                List.of("1\t1\t5\t1", "1\t2\t5\t2"),
                List.of("1|24|M|technician|85711"),
                List.of(
                        MovieLensFixture.item(1, "A", "01-Jan-1995", 1, 1),
                        MovieLensFixture.item(2, "B", "01-Jan-1995", 1, 1)));
        assertThatThrownBy(() -> load(few, settings(SplitStrategy.LEAVE_ONE_OUT), 1))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        few.resolve("u.data") + ": no row is for validation: split_strategy: leave_one_out");
    }

    private static Dataset dataset(SplitStrategy strategy) {
        return dataset(strategy, 4, 100);
    }

    private static Dataset dataset(SplitStrategy strategy, int negativesTrain, int negativesEval) {
        return load(folder, settings(strategy, 0.75, negativesTrain, negativesEval), 1);
    }

    private static Dataset load(Path files, DataSettings data, long seed) {
        return new MovieLens(files, data, seed, temporary.resolve("columns"), note -> {});
    }

    private record Rating(int user, int movie, int stars, long time) {}

    private static List<Rating> ratings() {
        try {
            return Files.readAllLines(folder.resolve("u.data"), StandardCharsets.ISO_8859_1).stream()
                    .map(line -> line.split("\t", -1))
                    .map(values -> new Rating(
                            Integer.parseInt(values[0]),
                            Integer.parseInt(values[1]),
                            Integer.parseInt(values[2]),
                            Long.parseLong(values[3])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int positives(Rows rows) {
        int count = 0;
        for (float label : rows.labels()) {
            count += label == 1 ? 1 : 0;
        }
        return count;
    }

    private static int groups(Rows rows) {
        return (int) IntStream.of(rows.groups()).distinct().count();
    }

    private static void assertSameRows(Rows found, Rows expected) {
        assertThat(found.sparse()).isEqualTo(expected.sparse());
        assertThat(found.sequences()).isEqualTo(expected.sequences());
        assertThat(found.dense()).isEqualTo(expected.dense());
        assertThat(found.labels()).isEqualTo(expected.labels());
        assertThat(found.groups()).isEqualTo(expected.groups());
    }
}
