package ctrsweep.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/// The movies that each user never rated, in any split: what negatives are drawn from.
final class Unrated {
    private final int movies;
    /// For each user the rated movies, ascending and distinct.
    private final int[][] rated;

    Unrated(Ratings ratings, int users, int movies) {
        this.movies = movies;
        int[] counts = new int[users];
        for (int row = 0; row < ratings.size(); row++) {
            counts[ratings.user(row)]++;
        }
        rated = new int[users][];
        Arrays.setAll(rated, user -> new int[counts[user]]);
        for (int row = 0; row < ratings.size(); row++) {
            int user = ratings.user(row);
            rated[user][--counts[user]] = ratings.movie(row);
        }
        Arrays.setAll(
                rated, user -> Arrays.stream(rated[user]).sorted().distinct().toArray());
    }

    int count(int user) {
        return movies - rated[user].length;
    }

    /// The unrated movie that has `place` unrated ones before it.
    int at(int user, int place) {
        int[] skipped = rated[user];
        int low = 0;
        int high = skipped.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (skipped[middle] - middle <= place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return place + low;
    }

    /// Draws sets of distinct movies, uniformly, in O(wanted) (Floyd's method). For one thread.
    final class Distinct {
        private final SplittableRandom random;
        private final int[] drawn;
        /// For each place the number of the draw that took it last.
        private final int[] taken = new int[movies];
        private int draws;

        Distinct(SplittableRandom random, int wanted) {
            this.random = random;
            this.drawn = new int[wanted];
        }

        /// The movies drawn for the user: all that remain if they are fewer than wanted. Valid until the next
        /// draw.
        int[] draw(int user) {
            int count = count(user);
            int wanted = Math.min(drawn.length, count);
            draws++;
            for (int i = 0; i < wanted; i++) {
                int last = count - wanted + i;
                int place = random.nextInt(last + 1);
                if (taken[place] == draws) {
                    place = last;
                }
                taken[place] = draws;
                drawn[i] = at(user, place);
            }
            return wanted == drawn.length ? drawn : Arrays.copyOf(drawn, wanted);
        }
    }

    /// Draws movies with replacement.
    ///
    /// @param weights for each movie, above 0
    int[] weighted(int user, int wanted, double[] weights, SplittableRandom random) {
        int count = count(user);
        double[] sums = new double[count];
        int[] candidates = new int[count];
        double sum = 0;
        for (int movie = 0, skip = 0, place = 0; movie < movies; movie++) {
            if (skip < rated[user].length && rated[user][skip] == movie) {
                skip++;
            } else {
                sum += weights[movie];
                candidates[place] = movie;
                sums[place++] = sum;
            }
        }
        int[] drawn = new int[wanted];
        for (int i = 0; i < wanted; i++) {
            double point = random.nextDouble() * sum;
            int below = Scores.countBelow(sums, point);
            drawn[i] = candidates[Math.min(Scores.countNotAbove(sums, point, below), count - 1)];
        }
        return drawn;
    }
}
