package ctrsweep.data;

import ctrsweep.files.Sha256;
import ctrsweep.metric.Errors;
import ctrsweep.metric.Metric;
import ctrsweep.metric.Metrics;
import ctrsweep.settings.DataSettings;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Clicks drawn from a [PlantedWorld], split at random 80/10/10. Each row has a label of its own; there are
/// no negatives to draw, so every epoch has the same rows. A group is one person's rows.
final class GeneratedClicks implements Dataset {
    /// To be raised whenever equal settings give other rows.
    private static final int ENCODING = 1;

    /// A user or item that the world does not have.
    private static final int STRANGER = -1;

    static final int WORLD = 1;
    private static final int CLICKS = 2;
    private static final int SPLIT = 3;

    private final DataSettings.Generated settings;
    private final PlantedWorld world;
    private final int[] users;
    private final int[] items;
    private final byte[] hours;
    private final float[] labels;
    private final Schema schema;
    private final int[] userIds;
    private final int[] itemIds;
    private final Rows train;
    private final Rows validation;
    private final Rows test;
    private final Map<Metric, Double> reachable;

    GeneratedClicks(DataSettings.Generated settings) {
        this.settings = settings;
        world = new PlantedWorld(settings, NumberedStreams.of(settings.seed(), WORLD));
        users = new int[settings.rows()];
        items = new int[settings.rows()];
        hours = new byte[settings.rows()];
        labels = new float[settings.rows()];
        click(NumberedStreams.of(settings.seed(), CLICKS));

        int[] order = Shuffle.of(settings.rows(), NumberedStreams.of(settings.seed(), SPLIT));
        int tenth = settings.rows() / 10;
        int[] validationRows = byUser(Arrays.copyOfRange(order, 0, tenth));
        int[] testRows = byUser(Arrays.copyOfRange(order, tenth, 2 * tenth));
        int[] trainRows = byUser(Arrays.copyOfRange(order, 2 * tenth, order.length));
        userIds = ids(trainRows, users, settings.users());
        itemIds = ids(trainRows, items, settings.items());
        schema = schema(vocabulary(userIds), vocabulary(itemIds));
        train = encoded(trainRows);
        validation = encoded(validationRows);
        test = encoded(testRows);
        reachable = reachable(Map.of("val", validationRows, "test", testRows));
    }

    /// @param users number of ids, the unknown one included
    static Schema schema(int users, int items) {
        return new Schema(List.of(
                Field.sparse("user_id", users, 16),
                Field.sparse("item_id", items, 16),
                Field.sparse("gender", PlantedWorld.GENDERS + 1, 4),
                Field.sparse("age", PlantedWorld.AGES + 1, 4),
                Field.sparse("occupation", PlantedWorld.OCCUPATIONS + 1, 8),
                Field.sequence("genres", PlantedWorld.GENRES + 1, 8, PlantedWorld.GENRE_SLOTS),
                Field.sparse("year_bucket", PlantedWorld.YEARS + 1, 4),
                Field.dense("hour_sin", 4),
                Field.dense("hour_cos", 4)));
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Rows train(long seed, int pass) {
        return train;
    }

    @Override
    public Rows validation() {
        return validation;
    }

    @Override
    public Rows trainAndValidation(long seed, int pass) {
        return train.and(validation);
    }

    @Override
    public Rows test() {
        return test;
    }

    @Override
    public List<String> rawColumns() {
        return List.of("user_id", "item_id", "hour");
    }

    /// Users and items are numbered from 0, as the world has them.
    @Override
    public Rows encode(List<RawRow> rows) {
        Columns columns = new Columns(rows.size());
        for (RawRow row : rows) {
            columns.put(
                    known(row.whole("user_id"), settings.users()), known(row.whole("item_id"), settings.items()), (int)
                            row.whole("hour", 0, PlantedWorld.HOURS - 1));
        }
        return columns.rows(new float[rows.size()], new int[0]);
    }

    /// The fields come from users, items and hours as the world has them: there are no encoders to tell of.
    @Override
    public EncodingFacts facts() {
        return new EncodingFacts(Map.of(), Map.of());
    }

    @Override
    public LabelledEncoder labelled() {
        return new LabelledEncoder() {
            @Override
            public List<String> columns() {
                return List.of("label", "user_id", "item_id", "hour");
            }

            @Override
            public Rows encode(List<RawRow> raw) {
                Rows rows = GeneratedClicks.this.encode(raw);
                float[] clicked = new float[raw.size()];
                int[] groups = new int[raw.size()];
                for (int row = 0; row < clicked.length; row++) {
                    clicked[row] = raw.get(row).whole("label", 0, 1);
                    groups[row] = known(raw.get(row).whole("user_id"), settings.users());
                }
                return new Rows(
                        raw.size(), rows.sparse(), rows.sequences(), rows.dense(), clicked, new float[0], groups);
            }
        };
    }

    private static int known(long number, int count) {
        return number >= 0 && number < count ? (int) number : STRANGER;
    }

    @Override
    public Map<String, String> evaluation() {
        return Map.of("clicks", fingerprint());
    }

    @Override
    public String fingerprint() {
        return Sha256.of("generated " + ENCODING + " " + settings.users() + " " + settings.items() + " "
                + settings.rows() + " " + settings.factors() + " " + settings.seed());
    }

    @Override
    public Map<Metric, Double> reachable() {
        return reachable;
    }

    private void click(SplittableRandom random) {
        for (int row = 0; row < labels.length; row++) {
            users[row] = world.user(random);
            items[row] = world.item(random);
            hours[row] = (byte) random.nextInt(PlantedWorld.HOURS);
            labels[row] = random.nextDouble() < probability(row) ? 1 : 0;
        }
    }

    private double firstOrder(int row) {
        return world.firstOrder(users[row], items[row], hours[row]);
    }

    private double probability(int row) {
        return 1 / (1 + StrictMath.exp(-firstOrder(row) - world.pairwise(users[row], items[row])));
    }

    /// The rows with each person's together.
    private int[] byUser(int[] rows) {
        int[] next = new int[settings.users() + 1];
        for (int row : rows) {
            next[users[row] + 1]++;
        }
        Arrays.parallelPrefix(next, Integer::sum);
        int[] sorted = new int[rows.length];
        for (int row : rows) {
            sorted[next[users[row]]++] = row;
        }
        return sorted;
    }

    /// For each user or item its id: 1..n in order for those that train has, 0 for the others.
    private static int[] ids(int[] trainRows, int[] things, int count) {
        BitSet seen = new BitSet(count);
        for (int row : trainRows) {
            seen.set(things[row]);
        }
        int[] ids = new int[count];
        int last = 0;
        for (int thing = seen.nextSetBit(0); thing >= 0; thing = seen.nextSetBit(thing + 1)) {
            ids[thing] = ++last;
        }
        return ids;
    }

    private static int vocabulary(int[] ids) {
        return Arrays.stream(ids).max().orElse(0) + 1;
    }

    private Rows encoded(int[] rows) {
        Columns columns = new Columns(rows.length);
        float[] clicked = new float[rows.length];
        int[] groups = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            columns.put(users[rows[i]], items[rows[i]], hours[rows[i]]);
            clicked[i] = labels[rows[i]];
            groups[i] = users[rows[i]];
        }
        return columns.rows(clicked, groups);
    }

    /// Rows, put one after the other in the order of the schema's fields.
    private final class Columns {
        private final int[] sparse;
        private final int[] sequences;
        private final float[] dense;
        private int s;
        private int q;
        private int d;

        private Columns(int rows) {
            sparse = new int[rows * schema.columns(Field.Kind.SPARSE)];
            sequences = new int[rows * schema.columns(Field.Kind.SEQUENCE)];
            dense = new float[rows * schema.columns(Field.Kind.DENSE)];
        }

        private void put(int user, int item, int hour) {
            boolean person = user != STRANGER;
            boolean thing = item != STRANGER;
            double angle = 2 * Math.PI * hour / PlantedWorld.HOURS;
            sparse[s++] = person ? userIds[user] : 0;
            sparse[s++] = thing ? itemIds[item] : 0;
            sparse[s++] = person ? world.gender(user) + 1 : 0;
            sparse[s++] = person ? world.age(user) + 1 : 0;
            sparse[s++] = person ? world.occupation(user) + 1 : 0;
            sparse[s++] = thing ? world.year(item) + 1 : 0;
            for (int slot = 0; slot < PlantedWorld.GENRE_SLOTS; slot++) {
                sequences[q++] = thing ? world.genre(item, slot) + 1 : 0;
            }
            dense[d++] = (float) StrictMath.sin(angle);
            dense[d++] = (float) StrictMath.cos(angle);
        }

        private Rows rows(float[] labels, int[] groups) {
            return new Rows(labels.length, sparse, sequences, dense, labels, groups);
        }
    }

    private Map<Metric, Double> reachable(Map<String, int[]> splits) {
        Map<Metric, Double> best = new TreeMap<>();
        splits.forEach((split, rows) -> {
            float[] clicked = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                clicked[i] = labels[rows[i]];
            }
            double[] probabilities =
                    Arrays.stream(rows).mapToDouble(this::probability).toArray();
            Metrics.auc(probabilities, clicked).ifPresent(auc -> best.put(new Metric(split, "auc"), auc));
            Errors.of(probabilities, clicked).logLoss().ifPresent(loss -> best.put(new Metric(split, "logloss"), loss));
        });
        return Collections.unmodifiableMap(best);
    }
}
