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

/// The ids of MovieLens' categories, fitted on the training rows alone.
record MovieLensEncoders(
        Encoder<Integer> user,
        Encoder<Integer> movie,
        Encoder<String> gender,
        Encoder<Integer> age,
        Encoder<String> occupation,
        Encoder<String> zip,
        Encoder<String> genre,
        Encoder<String> year,
        Encoder<String> movieAge,
        Encoder<Integer> genreCount) {
    static final int GENRE_SLOTS = 6;
    static final int USER_IDS = 5;
    static final int MOVIE_IDS = 3;

    private static final int[] AGES = {1, 18, 25, 35, 45, 50, 56};

    static MovieLensEncoders fit(MovieLensTables tables, int[] train) {
        Ratings ratings = tables.ratings();
        List<User> users = seen(tables.users(), train, ratings::user);
        List<Movie> movies = seen(tables.movies(), train, ratings::movie);
        int[] released = tables.movies().stream().mapToInt(MovieAge::releaseDay).toArray();
        return new MovieLensEncoders(
                fit(users, User::id),
                fit(movies, Movie::id),
                fit(users, User::gender),
                fit(users, user -> ageBucket(user.age())),
                fit(users, User::occupation),
                fit(users, user -> zipPrefix(user.zip())),
                new Encoder<>(movies.stream()
                        .flatMap(movie -> movie.genres().stream())
                        .toList()),
                fit(movies, movie -> yearBucket(movie.released())),
                new Encoder<>(Arrays.stream(train)
                        .map(row -> MovieAge.of(released[ratings.movie(row)], ratings.time(row)))
                        .distinct()
                        .mapToObj(MovieAge.NAMES::get)
                        .toList()),
                fit(movies, movie -> movie.genres().size()));
    }

    /// They know no value, only the fields.
    static MovieLensEncoders ofNothing() {
        return new MovieLensEncoders(
                Encoder.ofNothing(),
                Encoder.ofNothing(),
                Encoder.ofNothing(),
                Encoder.ofNothing(),
                Encoder.ofNothing(),
                Encoder.ofNothing(),
                Encoder.ofNothing(),
                Encoder.ofNothing(),
                Encoder.ofNothing(),
                Encoder.ofNothing());
    }

    Schema schema() {
        return new Schema(List.of(
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
    }

    /// user_id, gender, age, occupation, zip_prefix.
    int[] ids(User person) {
        return new int[] {
            user.id(person.id()),
            gender.id(person.gender()),
            age.id(ageBucket(person.age())),
            occupation.id(person.occupation()),
            zip.id(zipPrefix(person.zip()))
        };
    }

    /// movie_id, release_year_bucket, num_genres.
    int[] ids(Movie item) {
        return new int[] {
            movie.id(item.id()),
            year.id(yearBucket(item.released())),
            genreCount.id(item.genres().size())
        };
    }

    int[] genreIds(Movie item) {
        int[] ids = item.genres().stream().mapToInt(genre::id).toArray();
        return Arrays.copyOf(ids, GENRE_SLOTS);
    }

    /// For each of the names of [MovieAge].
    int[] movieAgeIds() {
        return MovieAge.NAMES.stream().mapToInt(movieAge::id).toArray();
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
