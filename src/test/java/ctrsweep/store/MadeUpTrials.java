package ctrsweep.store;

import ctrsweep.json.Json;
import ctrsweep.metric.Metric;
import ctrsweep.space.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Trials with values of every kind, some of which are missing, written as rows and known by the names that
/// conditions have for them.
final class MadeUpTrials {
    static final SweepColumns KNOWN = new SweepColumns(
            java.util.Set.of(
                    Metric.of("val.auc"), Metric.of("val.logloss"), Metric.of("train.loss"), Metric.of("val.hr@10")),
            java.util.Set.of("training.lr", "dnn.hidden_units", "dnn.dropout", "optimizer.name", "old.flag"));

    private static final List<Value> UNITS = List.of(ints(64, 32), ints(64), ints());
    private static final List<Value> NAMES = List.of(new Value.Text("adam"), new Value.Text("sgd"));
    private static final List<Value> FLAGS =
            List.of(new Value.Bool(true), new Value.Bool(false), new Value.Text("it's"), new Value.Int(1), ints(1));
    private static final List<Double> MEASURED =
            List.of(0.5, 0.7, 0.7, 0.8, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private final SplittableRandom random;

    /// @param random with equal seeds the trials are equal
    MadeUpTrials(SplittableRandom random) {
        this.random = random;
    }

    /// Values by name: Double, String, Instant or, of settings, [Value]. What is missing has no entry.
    List<Map<String, Object>> write(Handle handle, int trials) {
        handle.execute("""
                INSERT INTO sweep (id, name, objective_split, objective_name, goal, method, seed, parameters, created_at)
                VALUES (1, 's', 'val', 'auc', 'maximize', 'grid', 1, '[]', ?)""", Instant.EPOCH);
        handle.execute("""
                INSERT INTO sweep_revision (id, sweep_id, revision, spec_text, spec_hash, first_number, created_at, base)
                VALUES (1, 1, 1, '', 'a', 0, ?,
                        '{"seed":9,"model_name":"xdeepfm","training":{"lr":0.5,"batch_size":512},"dnn":{"dropout":0.25}}')""", Instant.EPOCH);
        return LongStream.range(0, trials)
                .mapToObj(number -> trial(handle, number))
                .toList();
    }

    private Map<String, Object> trial(Handle handle, long number) {
        Map<String, Object> values = new HashMap<>();
        values.put("trial", (double) number);
        boolean ended = random.nextInt(4) > 0;
        values.put("state", ended ? one(List.of("completed", "failed")) : "running");
        values.put("attempt", (double) random.nextInt(1, 3));
        values.put("epochs", (double) random.nextInt(4));
        values.put("seed", (double) random.nextInt(-2, 3));
        values.put("seconds", one(List.of(0.0, 59.5, 60.0, 5400.0)));
        values.put("config_hash", "h" + number);
        values.put("created", moment());
        values.put("started", moment());
        values.put("updated", moment());
        if (ended) {
            values.put("ended", moment());
            values.put("stop_reason", one(List.of("patience", "error", "nan")));
            maybe(values, "objective", one(List.of(0.5, 0.7, 0.8)));
            maybe(values, "best_epoch", 2.0);
            maybe(values, "error", one(List.of("Out of memory", "it's 100%", "")));
        } else {
            values.put("owner", one(List.of("here:1:0", "there:2:0")));
        }
        if (values.containsKey("objective")) {
            values.put("value", values.get("objective"));
        }
        insert(handle, values);
        metrics(handle, number, values);
        settings(handle, number, values);
        if (maybe(values, "provenance.host", one(List.of("a", "B")))) {
            handle.execute("INSERT INTO provenance VALUES (?, 'host', ?)", number + 1, values.get("provenance.host"));
        }
        return values;
    }

    private static void insert(Handle handle, Map<String, Object> values) {
        handle.execute(
                """
                INSERT INTO trial (id, sweep_id, revision_id, number, config_hash, point_hash, assignment, config, seed, state,
                                   attempt, owner, lease, epochs, best_epoch, best_value, stop_reason, error, seconds, created_at,
                                   started_at, ended_at, updated_at)
                VALUES (? + 1, 1, 1, ?, ?, ?, '{}', '{}', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                whole(values, "trial"),
                whole(values, "trial"),
                values.get("config_hash"),
                values.get("config_hash"),
                whole(values, "seed"),
                values.get("state"),
                whole(values, "attempt"),
                values.get("owner"),
                values.containsKey("owner") ? Instant.EPOCH : null,
                whole(values, "epochs"),
                whole(values, "best_epoch"),
                values.get("objective"),
                values.get("stop_reason"),
                values.get("error"),
                values.get("seconds"),
                values.get("created"),
                values.get("started"),
                values.get("ended"),
                values.get("updated"));
    }

    private void metrics(Handle handle, long number, Map<String, Object> values) {
        for (Metric metric : KNOWN.metrics()) {
            if (maybe(values, metric.toString(), one(MEASURED))) {
                double value = (double) values.get(metric.toString());
                new Measured(value)
                        .bindTo(handle.createUpdate("""
                                INSERT INTO trial_metric (trial_id, split, name, value, non_finite)
                                VALUES (:trial, :split, :name, :value, :nonFinite)"""))
                        .bind("trial", number + 1)
                        .bind("split", metric.split())
                        .bind("name", metric.name())
                        .execute();
            }
        }
    }

    private void settings(Handle handle, long number, Map<String, Object> values) {
        Map<String, Value> config = new LinkedHashMap<>();
        values.put("config.training.batch_size", new Value.Int(512));
        values.put("config.model_name", new Value.Text("xdeepfm"));
        values.put("config.training.lr", new Value.Real(0.5));
        param(handle, number, values, "training.lr", one(List.of(new Value.Real(0.01), new Value.Real(0.7))));
        param(handle, number, values, "dnn.hidden_units", one(UNITS));
        param(handle, number, values, "optimizer.name", one(NAMES));
        param(handle, number, values, "old.flag", one(FLAGS));
        values.put("config.dnn.dropout", new Value.Real(0.25));
        param(handle, number, values, "dnn.dropout", one(List.of(new Value.Real(0.7), reals(0.1, 0.2))));
        if (values.get("training.lr") instanceof Value lr) {
            config.put("training", new Value.Fields(Map.of("lr", lr)));
            values.put("config.training.lr", lr);
        }
        if (values.get("dnn.dropout") instanceof Value dropout) {
            config.put("dnn", new Value.Fields(Map.of("dropout", dropout)));
            values.put("config.dnn.dropout", dropout);
        }
        handle.execute("UPDATE trial SET config = ? WHERE id = ?", Json.write(new Value.Fields(config)), number + 1);
    }

    private void param(Handle handle, long number, Map<String, Object> values, String path, Value value) {
        if (maybe(values, path, value)) {
            values.put("params." + path, value);
            handle.execute(
                    "INSERT INTO trial_param VALUES (?, ?, ?, ?)", number + 1, path, Json.write(value), number(value));
        }
    }

    private static @Nullable Double number(Value value) {
        return switch (value) {
            case Value.Int(long number) -> (double) number;
            case Value.Real(double number) -> number;
            case Value.Bool _, Value.Text _, Value.Items _, Value.Fields _, Value.Null _ -> null;
        };
    }

    static Value ints(long... items) {
        return new Value.Items(
                LongStream.of(items).<Value>mapToObj(Value.Int::new).toList());
    }

    private static Value reals(double... items) {
        return new Value.Items(java.util.stream.DoubleStream.of(items)
                .<Value>mapToObj(Value.Real::new)
                .toList());
    }

    private Instant moment() {
        return Instant.parse(one(List.of(
                "2026-03-28T23:30:00Z",
                "2026-03-29T08:00:00.500Z",
                "2026-03-29T08:00:59Z",
                "2026-03-29T21:59:59.999Z",
                "2026-03-29T22:00:00Z")));
    }

    private boolean maybe(Map<String, Object> values, String name, Object value) {
        if (random.nextInt(4) == 0) {
            return false;
        }
        values.put(name, value);
        return true;
    }

    private static @Nullable Long whole(Map<String, Object> values, String name) {
        return values.get(name) instanceof Double number ? (Long) number.longValue() : null;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
