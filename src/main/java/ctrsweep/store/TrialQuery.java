package ctrsweep.store;

import ctrsweep.json.JsonObjects;
import ctrsweep.metric.Metric;
import ctrsweep.space.Assignment;
import ctrsweep.space.Value;
import ctrsweep.sweep.Fronts;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Reads [Trial]. A sweep may have a hundred thousand trials, so a trial is one row, metrics included, and columns
/// are read by index.
final class TrialQuery {
    private static final int FIRST_METRIC = 14;

    /// Trials that are read at once where not all are kept.
    private static final int CHUNK = 1000;

    private TrialQuery() {}

    /// The place of a completed trial.
    private interface Ranking {
        Optional<Place> of(long number, String point);
    }

    /// Sorts the trials by rank; trials without a rank follow by number.
    static List<Trial> of(Handle handle, SweepSummary sweep, TrialSql filter) {
        return of(handle, sweep, filter, places(handle, sweep, Integer.MAX_VALUE));
    }

    /// Gives the same trials in the same order, and keeps few of them at a time.
    ///
    /// @return how many there were
    static int eachByRank(Handle handle, SweepSummary sweep, TrialSql filter, Consumer<Trial> to) {
        if (sweep.hasSeveralObjectives()) {
            List<Trial> all = of(handle, sweep, filter);
            all.forEach(to);
            return all.size();
        }
        RankOrder order = RankOrder.of(handle, sweep, filter);
        List<Metric> metrics = metrics(handle, sweep, filter);
        Dialect dialect = Dialect.of(handle);
        return order.chunks(CHUNK)
                .mapToInt(chunk -> {
                    List<Trial> trials = of(
                            handle,
                            sweep,
                            TrialSql.numbers(chunk, dialect),
                            (number, _) -> order.of(number).map(rank -> new Place(rank, Optional.empty())),
                            metrics);
                    trials.forEach(to);
                    return trials.size();
                })
                .sum();
    }

    static TrialKeys keys(Handle handle, SweepSummary sweep, TrialSql filter) {
        Set<String> parameters = handle.createQuery("""
                        SELECT DISTINCT trial_param.path
                          FROM trial JOIN trial_param ON trial_param.trial_id = trial.id
                         WHERE sweep_id = :sweep AND (%s)""".formatted(filter.sql()))
                .bind("sweep", sweep.id())
                .bindMap(filter.binds())
                .mapTo(String.class)
                .collect(Collectors.toSet());
        return new TrialKeys(Set.copyOf(metrics(handle, sweep, filter)), parameters);
    }

    /// The trials of the best points.
    static List<Trial> best(Handle handle, SweepSummary sweep, int points) {
        Map<String, Place> places = places(handle, sweep, points);
        return of(handle, sweep, TrialSql.ofPoints(sweep, places.keySet(), Dialect.of(handle)), places);
    }

    private static List<Trial> of(Handle handle, SweepSummary sweep, TrialSql filter, Map<String, Place> places) {
        return of(
                handle,
                sweep,
                filter,
                (_, point) -> Optional.ofNullable(places.get(point)),
                metrics(handle, sweep, filter));
    }

    private static List<Trial> of(
            Handle handle, SweepSummary sweep, TrialSql filter, Ranking ranking, List<Metric> metrics) {
        Query query = handle.createQuery(
                        """
                        SELECT number, state, assignment, epochs, best_epoch, stop_reason, seconds, seed, config_hash,
                               point_hash, error, generation,
                               state = 'completed' AND best_value IS NOT NULL AND generation = :latest%s
                          FROM trial
                         WHERE sweep_id = :sweep AND (%s)
                         ORDER BY number""".formatted(columns(metrics.size(), Dialect.of(handle).measured()), filter.sql()))
                .bind("sweep", sweep.id())
                .bind("latest", sweep.generation());
        for (int i = 0; i < metrics.size(); i++) {
            query.bind("split" + i, metrics.get(i).split())
                    .bind("name" + i, metrics.get(i).name());
        }
        JsonObjects assignments = new JsonObjects();
        List<Trial> trials = new ArrayList<>(query.bindMap(filter.binds())
                .map((row, context) -> result(row, sweep, ranking, metrics, assignments))
                .list());
        trials.sort(Comparator.comparingInt((Trial trial) -> trial.rank().orElse(Integer.MAX_VALUE))
                .thenComparingLong(Trial::number));
        return trials;
    }

    /// Selects each metric's value; SQLite gives NaN and the infinities as text.
    private static String columns(int metrics, String measured) {
        return IntStream.range(0, metrics)
                .mapToObj(i -> """
                        , (SELECT %2$s FROM trial_metric
                            WHERE trial_id = trial.id AND split = :split%1$d AND name = :name%1$d)""".formatted(i, measured))
                .collect(Collectors.joining());
    }

    /// @param front empty where the sweep has one objective
    private record Place(int rank, Optional<Integer> front) {}

    /// The places by point: all completed trials of a point have its rank.
    ///
    /// @param last the worst rank that is wanted
    private static Map<String, Place> places(Handle handle, SweepSummary sweep, int last) {
        Map<String, Place> places = new HashMap<>();
        if (sweep.hasSeveralObjectives()) {
            fronts(handle, sweep).forEach((point, place) -> {
                if (place.rank() <= last) {
                    places.put(point, new Place(place.rank(), Optional.of(place.front())));
                }
            });
        } else {
            ranks(handle, sweep, last).forEach((point, rank) -> places.put(point, new Place(rank, Optional.empty())));
        }
        return places;
    }

    private static Map<String, Fronts.Place> fronts(Handle handle, SweepSummary sweep) {
        int repeats = handle.select("SELECT repeats FROM sweep WHERE id = :sweep")
                .bind("sweep", sweep.id())
                .mapTo(Integer.class)
                .one();
        List<Trial> completed = of(handle, sweep, TrialSql.completed(sweep), Map.of());
        return new Fronts(sweep.allObjectives(), repeats).places(completed);
    }

    /// The ranks by point in a sweep with one objective.
    ///
    /// @param last the worst rank that is wanted
    private static Map<String, Integer> ranks(Handle handle, SweepSummary sweep, int last) {
        Map<String, Integer> ranks = new HashMap<>();
        handle.createQuery("""
                        SELECT point_hash, rank FROM point
                         WHERE sweep_id = :sweep AND generation = :generation AND rank <= :last""")
                .bind("last", last)
                .bind("sweep", sweep.id())
                .bind("generation", sweep.generation())
                .map((row, context) -> ranks.put(row.getString(1), row.getInt(2)))
                .list();
        return ranks;
    }

    /// The metrics that ended trials have, in order.
    private static List<Metric> metrics(Handle handle, SweepSummary sweep, TrialSql filter) {
        return handle
                .createQuery("""
                        SELECT DISTINCT split, name
                          FROM trial JOIN trial_metric ON trial_metric.trial_id = trial.id
                         WHERE sweep_id = :sweep AND (%s)""".formatted(filter.sql()))
                .bind("sweep", sweep.id())
                .bindMap(filter.binds())
                .map((row, context) -> new Metric(row.getString(1), row.getString(2)))
                .stream()
                .sorted()
                .toList();
    }

    private static Trial result(
            ResultSet row, SweepSummary sweep, Ranking ranking, List<Metric> metrics, JsonObjects assignments)
            throws SQLException {
        long number = row.getLong(1);
        String point = row.getString(10);
        Optional<Place> place = row.getBoolean(13) ? ranking.of(number, point) : Optional.empty();
        return new Trial(
                number,
                place.map(Place::rank),
                place.flatMap(Place::front),
                Names.state(row.getString(2)),
                assignment(
                        sweep.parameters(), assignments.read(row.getString(3)).values()),
                row.getInt(4),
                count(row, 5),
                measured(row, metrics),
                Optional.ofNullable(row.getString(6)).map(Names::stopReason),
                row.getDouble(7),
                row.getLong(8),
                row.getString(9),
                point,
                Optional.ofNullable(row.getString(11)),
                row.getInt(12));
    }

    /// Orders the parameters as the spec does; those that only earlier revisions varied follow.
    private static Assignment assignment(List<String> parameters, Map<String, Value> values) {
        Map<String, Value> ordered = new LinkedHashMap<>();
        for (String path : parameters) {
            Value value = values.get(path);
            if (value != null) {
                ordered.put(path, value);
            }
        }
        values.forEach(ordered::putIfAbsent);
        return new Assignment(ordered);
    }

    private static Map<Metric, Double> measured(ResultSet row, List<Metric> metrics) throws SQLException {
        Map<Metric, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < metrics.size(); i++) {
            Object measured = row.getObject(FIRST_METRIC + i);
            if (measured instanceof Double value) {
                values.put(metrics.get(i), value);
            } else if (measured != null) {
                values.put(metrics.get(i), Measured.notFinite(measured.toString()));
            }
        }
        return values;
    }

    private static Optional<Integer> count(ResultSet row, int column) throws SQLException {
        int count = row.getInt(column);
        return row.wasNull() ? Optional.empty() : Optional.of(count);
    }
}
