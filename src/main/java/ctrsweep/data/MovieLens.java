package ctrsweep.data;

import ctrsweep.files.Sha256;
import ctrsweep.metric.Metric;
import ctrsweep.settings.Experiment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/// MovieLens-100K as 16 fields: liked or not, ranked among movies that the user never rated.
///
/// A training pass is each rating of the split followed by its negatives. A held-out split is each held-out
/// rating followed by its negatives, one group, by user.
final class MovieLens implements Dataset {
    /// To be raised whenever equal files and settings give other rows.
    private static final int ENCODING = 1;

    private static final int VALIDATION = 1;
    private static final int TEST = 2;

    private final Ratings ratings;
    private final double labelThreshold;
    private final int negatives;
    private final int[] train;
    private final Unrated unrated;
    private final MovieLensFeatures features;
    private final Map<Long, Integer> userIndex;
    private final Map<Long, Integer> movieIndex;
    private final Rows validation;
    private final Rows test;
    private final String fingerprint;
    private final Map<String, String> evaluation;

    /// @param seed of the evaluation negatives, which are drawn here, once
    MovieLens(Path folder, Experiment.Data data, long seed) {
        MovieLensTables tables = MovieLensTables.read(folder);
        int users = tables.users().size();
        int movies = tables.movies().size();
        ratings = tables.ratings();
        userIndex = index(tables.users().stream().map(MovieLensTables.User::id).toList());
        movieIndex =
                index(tables.movies().stream().map(MovieLensTables.Movie::id).toList());
        labelThreshold = data.labelThreshold();
        negatives = data.numNegTrain();
        unrated = new Unrated(ratings, users, movies);
        Split split = Split.of(ratings, users, movies, data);
        requireRows(split.train(), "train", folder);
        requireRows(split.validation(), "validation", folder);
        requireRows(split.test(), "test", folder);
        train = split.train();
        int[] moviePositives = positives(ratings::movie, movies);
        features = new MovieLensFeatures(tables, train, positives(ratings::user, users), moviePositives);
        double[] weights = Arrays.stream(moviePositives)
                .mapToDouble(count -> StrictMath.pow(Math.max(count, 1), data.negSamplingAlpha()))
                .toArray();
        validation = heldOut(split.validation(), data.numNegEval(), weights, Streams.of(seed, VALIDATION));
        test = heldOut(split.test(), data.numNegEval(), weights, Streams.of(seed, TEST));
        fingerprint = fingerprint(tables.digests(), data, seed);
        evaluation = Map.of(
                "files", Sha256.of(String.join(" ", tables.digests())),
                "split", split(data),
                "label", "from " + data.labelThreshold(),
                "negatives", "%d, alpha %s, seed %d".formatted(data.numNegEval(), data.negSamplingAlpha(), seed));
    }

    @Override
    public Schema schema() {
        return features.schema();
    }

    @Override
    public Rows train(long seed, int pass) {
        int size = 0;
        for (int row : train) {
            size += 1 + Math.min(negatives, unrated.count(ratings.user(row)));
        }
        Unrated.Distinct draws = unrated.new Distinct(Streams.of(seed, pass), negatives);
        MovieLensFeatures.Writer writer = features.writer(size, false);
        for (int row : train) {
            write(writer, row, draws.draw(ratings.user(row)), 0);
        }
        return writer.rows();
    }

    @Override
    public Rows validation() {
        return validation;
    }

    @Override
    public Rows test() {
        return test;
    }

    @Override
    public List<String> rawColumns() {
        return List.of("user_id", "movie_id", "timestamp");
    }

    /// Ids are those of the files, timestamps unix seconds.
    @Override
    public Rows encode(List<RawRow> rows) {
        MovieLensFeatures.Writer writer = features.writer(rows.size(), false);
        for (RawRow row : rows) {
            int user = userIndex.getOrDefault(row.whole("user_id"), userIndex.size());
            int movie = movieIndex.getOrDefault(row.whole("movie_id"), movieIndex.size());
            writer.write(user, movie, row.whole("timestamp"), 0, 0);
        }
        return writer.rows();
    }

    private static Map<Long, Integer> index(List<Integer> ids) {
        Map<Long, Integer> index = new HashMap<>();
        ids.forEach(id -> index.put((long) id, index.size()));
        return index;
    }

    @Override
    public Map<String, String> evaluation() {
        return evaluation;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Map<Metric, Double> reachable() {
        return Map.of();
    }

    private Rows heldOut(int[] rows, int wanted, double[] weights, SplittableRandom random) {
        int size = 0;
        for (int row : rows) {
            size += 1 + Math.min(wanted, unrated.count(ratings.user(row)));
        }
        MovieLensFeatures.Writer writer = features.writer(size, true);
        for (int group = 0; group < rows.length; group++) {
            int user = ratings.user(rows[group]);
            int count = Math.min(wanted, unrated.count(user));
            write(writer, rows[group], unrated.weighted(user, count, weights, random), group);
        }
        return writer.rows();
    }

    /// The rating, and then its negatives, at the same time.
    private void write(MovieLensFeatures.Writer writer, int row, int[] drawn, int group) {
        int user = ratings.user(row);
        long time = ratings.time(row);
        writer.write(user, ratings.movie(row), time, positive(row) ? 1 : 0, group);
        for (int movie : drawn) {
            writer.write(user, movie, time, 0, group);
        }
    }

    private boolean positive(int row) {
        return ratings.stars(row) >= labelThreshold;
    }

    /// For each user or movie its positives in train.
    private int[] positives(IntUnaryOperator thing, int count) {
        int[] positives = new int[count];
        for (int row : train) {
            positives[thing.applyAsInt(row)] += positive(row) ? 1 : 0;
        }
        return positives;
    }

    private static void requireRows(int[] rows, String split, Path folder) {
        if (rows.length == 0) {
            throw new DataException(
                    "%s: the %s split has no rows; look at split_strategy, temporal_val_ratio, temporal_test_ratio, min_interactions and label_threshold"
                            .formatted(folder, split));
        }
    }

    private static String split(Experiment.Data data) {
        return switch (data.splitStrategy()) {
            case TEMPORAL -> "temporal " + data.temporalValRatio() + " " + data.temporalTestRatio();
            case LEAVE_ONE_OUT -> "leave_one_out " + data.minInteractions();
            case RANDOM, K_FOLD, GIVEN -> throw new IllegalArgumentException("not of MovieLens");
        };
    }

    private static String fingerprint(List<String> digests, Experiment.Data data, long seed) {
        return Sha256.of(String.join(
                "\n",
                "movielens " + ENCODING,
                String.join(" ", digests),
                split(data),
                "label " + data.labelThreshold(),
                "negatives " + data.numNegTrain() + " " + data.numNegEval() + " " + data.negSamplingAlpha(),
                "seed " + seed));
    }
}
