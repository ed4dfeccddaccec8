package ctrsweep.data;

import java.util.Arrays;

/// Ratings as columns, in the order of their file. Users and movies are indices into their tables.
final class Ratings {
    private final int[] users;
    private final int[] movies;
    private final int[] stars;
    private final long[] times;

    private Ratings(int[] users, int[] movies, int[] stars, long[] times) {
        this.users = users;
        this.movies = movies;
        this.stars = stars;
        this.times = times;
    }

    int size() {
        return users.length;
    }

    int user(int row) {
        return users[row];
    }

    int movie(int row) {
        return movies[row];
    }

    int stars(int row) {
        return stars[row];
    }

    /// Unix seconds.
    long time(int row) {
        return times[row];
    }

    long[] sortedTimes() {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    static final class Builder {
        private int[] users = new int[1024];
        private int[] movies = new int[1024];
        private int[] stars = new int[1024];
        private long[] times = new long[1024];
        private int size;

        void add(int user, int movie, int star, long time) {
            if (size == users.length) {
                resize(2 * size);
            }
            users[size] = user;
            movies[size] = movie;
            stars[size] = star;
            times[size++] = time;
        }

        int size() {
            return size;
        }

        Ratings build() {
            resize(size);
            return new Ratings(users, movies, stars, times);
        }

        private void resize(int length) {
            users = Arrays.copyOf(users, length);
            movies = Arrays.copyOf(movies, length);
            stars = Arrays.copyOf(stars, length);
            times = Arrays.copyOf(times, length);
        }
    }
}
