package ctrsweep.data;

import static ctrsweep.data.MovieLensEncoders.GENRE_SLOTS;
import static ctrsweep.data.MovieLensEncoders.MOVIE_IDS;
import static ctrsweep.data.MovieLensEncoders.USER_IDS;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// The 16 fields of MovieLens-100K: the numbers of every user and movie, from which rows are put together.
final class MovieLensFeatures {
    private static final long DAY = 86_400;
    private static final int HOUR = 3_600;

    private final Schema schema;
    private final int[] userIds;
    private final int[] movieIds;
    private final int[] genreIds;
    private final int[] movieAgeIds;
    private final int[] released;
    private final float[] userCounts;
    private final float[] movieCounts;
    private final float[] weekdays = circle(7);
    private final float[] hours = circle(24);

    /// @param train rows of the ratings to fit on
    /// @param userPositives for each user the positives in train
    /// @param moviePositives for each movie
    MovieLensFeatures(MovieLensTables tables, int[] train, int[] userPositives, int[] moviePositives) {
        Ratings ratings = tables.ratings();
        MovieLensEncoders encoders = MovieLensEncoders.fit(tables, train);
        schema = encoders.schema();
        userIds = withStranger(
                tables.users().stream()
                        .flatMapToInt(user -> Arrays.stream(encoders.ids(user)))
                        .toArray(),
                USER_IDS,
                0);
        movieIds = withStranger(
                tables.movies().stream()
                        .flatMapToInt(movie -> Arrays.stream(encoders.ids(movie)))
                        .toArray(),
                MOVIE_IDS,
                0);
        genreIds = withStranger(
                tables.movies().stream()
                        .flatMapToInt(movie -> Arrays.stream(encoders.genreIds(movie)))
                        .toArray(),
                GENRE_SLOTS,
                0);
        movieAgeIds = encoders.movieAgeIds();
        released = withStranger(
                tables.movies().stream().mapToInt(MovieAge::releaseDay).toArray(), 1, MovieAge.NEVER);
        userCounts = scaled(withStranger(userPositives, 1, 0), train, ratings::user);
        movieCounts = scaled(withStranger(moviePositives, 1, 0), train, ratings::movie);
    }

    /// Behind the known users or movies one more, of whom nothing is known.
    private static int[] withStranger(int[] known, int numbers, int unknown) {
        int[] all = Arrays.copyOf(known, known.length + numbers);
        Arrays.fill(all, known.length, all.length, unknown);
        return all;
    }

    Schema schema() {
        return schema;
    }

    /// Rows to be written one after the other.
    Writer writer(int size, boolean grouped) {
        return new Writer(size, grouped);
    }

    /// Writes rows of a known number, in order; in the order of the schema's fields within a row.
    final class Writer {
        private final int[] sparse;
        private final int[] sequences;
        private final float[] dense;
        private final float[] labels;
        private final int[] groups;
        private int row;
        private int sparseAt;
        private int denseAt;

        private Writer(int size, boolean grouped) {
            sparse = new int[size * schema.columns(Field.Kind.SPARSE)];
            sequences = new int[size * schema.columns(Field.Kind.SEQUENCE)];
            dense = new float[size * schema.columns(Field.Kind.DENSE)];
            labels = new float[size];
            groups = new int[grouped ? size : 0];
        }

        /// @param user its index; the number of users for one that is unknown
        /// @param movie its index; the number of movies for one that is unknown
        /// @param time of the rating, unix seconds; a negative has that of its row
        /// @param group ignored where the rows are not grouped
        void write(int user, int movie, long time, float label, int group) {
            int u = user * USER_IDS;
            int m = movie * MOVIE_IDS;
            putId(userIds[u]);
            putId(movieIds[m]);
            putId(userIds[u + 1]);
            putId(userIds[u + 2]);
            putId(userIds[u + 3]);
            putId(userIds[u + 4]);
            putId(movieIds[m + 1]);
            putId(movieAgeIds[MovieAge.of(released[movie], time)]);
            putId(movieIds[m + 2]);
            System.arraycopy(genreIds, movie * GENRE_SLOTS, sequences, row * GENRE_SLOTS, GENRE_SLOTS);
            putClock(weekdays, weekday(time));
            putClock(hours, (int) (Math.floorMod(time, DAY) / HOUR));
            dense[denseAt++] = userCounts[user];
            dense[denseAt++] = movieCounts[movie];
            labels[row] = label;
            if (groups.length > 0) {
                groups[row] = group;
            }
            row++;
        }

        Rows rows() {
            return new Rows(row, sparse, sequences, dense, labels, groups);
        }

        private void putId(int id) {
            sparse[sparseAt++] = id;
        }

        private void putClock(float[] circle, int point) {
            dense[denseAt++] = circle[2 * point];
            dense[denseAt++] = circle[2 * point + 1];
        }
    }

    /// Monday is 0; 1970 began on a Thursday.
    private static int weekday(long time) {
        return (int) Math.floorMod(Math.floorDiv(time, DAY) + 3, 7L);
    }

    /// Sine and cosine of each of so many points around a circle.
    private static float[] circle(int points) {
        float[] circle = new float[2 * points];
        for (int point = 0; point < points; point++) {
            double angle = 2 * Math.PI * point / points;
            circle[2 * point] = (float) StrictMath.sin(angle);
            circle[2 * point + 1] = (float) StrictMath.cos(angle);
        }
        return circle;
    }

    /// log1p of the counts, scaled so that the training rows span 0 to 1; not clipped beyond.
    private static float[] scaled(int[] counts, int[] train, IntUnaryOperator thing) {
        int least = Arrays.stream(train)
                .map(row -> counts[thing.applyAsInt(row)])
                .min()
                .orElse(0);
        int most = Arrays.stream(train)
                .map(row -> counts[thing.applyAsInt(row)])
                .max()
                .orElse(0);
        double low = StrictMath.log1p(least);
        double range = StrictMath.log1p(most) - low;
        float[] scaled = new float[counts.length];
        for (int i = 0; i < counts.length; i++) {
            scaled[i] = range == 0 ? 0 : (float) ((StrictMath.log1p(counts[i]) - low) / range);
        }
        return scaled;
    }
}
