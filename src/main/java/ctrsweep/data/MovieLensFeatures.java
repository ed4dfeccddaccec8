package ctrsweep.data;

import ctrsweep.data.MovieLensTables.Movie;
import ctrsweep.data.MovieLensTables.User;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/// The 16 fields of MovieLens-100K, fitted on the training rows alone, and the numbers of every user and
/// movie.
final class MovieLensFeatures {
    private static final long DAY = 86_400;
    private static final int HOUR = 3_600;
    private static final double DAYS_PER_YEAR = 365.25;
    private static final int GENRE_SLOTS = 6;
    private static final int USER_IDS = 5;
    private static final int MOVIE_IDS = 3;

    private static final int[] AGES = {1, 18, 25, 35, 45, 50, 56};
    /// Lower bounds in years, each with its name; the first also stands for a missing or a coming release.
    private static final double[] MOVIE_AGES = {Double.NEGATIVE_INFINITY, 0, 1, 3, 7, 15, 30};
    private static final List<String> MOVIE_AGE_NAMES =
            List.of("unknown", "<1yr", "1-3yr", "3-7yr", "7-15yr", "15-30yr", "30+yr");

    private final Schema schema;
    private final int[] userIds;
    private final int[] movieIds;
    private final int[] genreIds;
    private final int[] movieAgeIds;
    private final float[] userCounts;
    private final float[] movieCounts;
    private final int[] released;
    private final float[] weekdays = circle(7);
    private final float[] hours = circle(24);

    private static final int NEVER = Integer.MAX_VALUE;

    /// @param train rows of the ratings to fit on
    /// @param userPositives for each user the positives in train
    /// @param moviePositives for each movie
    MovieLensFeatures(MovieLensTables tables, int[] train, int[] userPositives, int[] moviePositives) {
        Ratings ratings = tables.ratings();
        List<User> users = tables.users();
        List<Movie> movies = tables.movies();
        List<User> knownUsers = seen(users, train, ratings::user);
        List<Movie> knownMovies = seen(movies, train, ratings::movie);
        released = movies.stream()
                .mapToInt(movie ->
                        movie.released().map(date -> (int) date.toEpochDay()).orElse(NEVER))
                .toArray();

        Encoder<Integer> user = fit(knownUsers, User::id);
        Encoder<Integer> movie = fit(knownMovies, Movie::id);
        Encoder<String> gender = fit(knownUsers, User::gender);
        Encoder<Integer> age = fit(knownUsers, person -> ageBucket(person.age()));
        Encoder<String> occupation = fit(knownUsers, User::occupation);
        Encoder<String> zip = fit(knownUsers, person -> zipPrefix(person.zip()));
        Encoder<String> genre = new Encoder<>(
                knownMovies.stream().flatMap(item -> item.genres().stream()).toList());
        Encoder<String> year = fit(knownMovies, item -> yearBucket(item.released()));
        Encoder<String> movieAge = new Encoder<>(Arrays.stream(train)
                .mapToObj(row -> movieAgeName(movieAge(ratings.movie(row), ratings.time(row))))
                .distinct()
                .toList());
        Encoder<Integer> genreCount = fit(knownMovies, item -> item.genres().size());

        schema = new Schema(List.of(
                Field.sparse("user_id", user.vocabulary(), 16),
                Field.sparse("movie_id", movie.vocabulary(), 16),
                Field.sparse("gender", gender.vocabulary(), 4),
                Field.sparse("age", age.vocabulary(), 4),
                Field.sparse("occupation", occupation.vocabulary(), 8),
                Field.sparse("zip_prefix", zip.vocabulary(), 8),
                Field.sequence("genres", genre.vocabulary(), 8, GENRE_SLOTS),
                Field.sparse("release_year_bucket", year.vocabulary(), 4),
                Field.sparse("movie_age_at_rating", movieAge.vocabulary(), 4),
                Field.sparse("num_genres", genreCount.vocabulary(), 4),
                Field.dense("dow_sin", 4),
                Field.dense("dow_cos", 4),
                Field.dense("hour_sin", 4),
                Field.dense("hour_cos", 4),
                Field.dense("user_rating_count", 8),
                Field.dense("item_rating_count", 8)));

        userIds = users.stream()
                .flatMapToInt(person -> Arrays.stream(new int[] {
                    user.id(person.id()),
                    gender.id(person.gender()),
                    age.id(ageBucket(person.age())),
                    occupation.id(person.occupation()),
                    zip.id(zipPrefix(person.zip()))
                }))
                .toArray();
        movieIds = movies.stream()
                .flatMapToInt(item -> Arrays.stream(new int[] {
                    movie.id(item.id()),
                    year.id(yearBucket(item.released())),
                    genreCount.id(item.genres().size())
                }))
                .toArray();
        genreIds = movies.stream()
                .flatMapToInt(item -> Arrays.stream(
                        Arrays.copyOf(item.genres().stream().mapToInt(genre::id).toArray(), GENRE_SLOTS)))
                .toArray();
        movieAgeIds = MOVIE_AGE_NAMES.stream().mapToInt(movieAge::id).toArray();
        userCounts = scaled(userPositives, train, ratings::user);
        movieCounts = scaled(moviePositives, train, ratings::movie);
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
            putId(movieAgeIds[movieAge(movie, time)]);
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

    /// Index into the names of movie ages: by whole days from the release to the rating.
    private int movieAge(int movie, long time) {
        if (released[movie] == NEVER) {
            return 0;
        }
        double years = (Math.floorDiv(time, DAY) - released[movie]) / DAYS_PER_YEAR;
        int age = 0;
        while (age + 1 < MOVIE_AGES.length && years >= MOVIE_AGES[age + 1]) {
            age++;
        }
        return age;
    }

    private static String movieAgeName(int age) {
        return MOVIE_AGE_NAMES.get(age);
    }

    /// Monday is 0; 1970 began on a Thursday.
    private static int weekday(long time) {
        return (int) Math.floorMod(Math.floorDiv(time, DAY) + 3, 7L);
    }

    /// The largest bound not above the age, else the smallest.
    private static int ageBucket(int age) {
        return Arrays.stream(AGES).filter(bound -> bound <= age).max().orElse(AGES[0]);
    }

    private static String zipPrefix(String zip) {
        return zip.substring(0, Math.min(3, zip.length()));
    }

    private static String yearBucket(Optional<LocalDate> released) {
        return released.map(date -> Math.floorDiv(date.getYear(), 5) * 5)
                .map(first -> first + "-" + (first + 4))
                .orElse("unknown");
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

    private static <R> List<R> seen(List<R> things, int[] train, IntUnaryOperator thing) {
        BitSet present = new BitSet();
        for (int row : train) {
            present.set(thing.applyAsInt(row));
        }
        List<R> seen = new ArrayList<>();
        present.stream().forEach(index -> seen.add(things.get(index)));
        return seen;
    }

    private static <R, V extends Comparable<V>> Encoder<V> fit(List<R> things, Function<R, V> value) {
        return new Encoder<>(things.stream().map(value).toList());
    }
}
