package ctrsweep.data;

import ctrsweep.settings.Experiment;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// Which ratings train, and which are held out: row numbers, the held-out ones by user.
final class Split {
    private static final int NONE = -1;

    private final int[] train;
    private final int[] validation;
    private final int[] test;

    private Split(int[] train, int[] validation, int[] test) {
        this.train = train;
        this.validation = validation;
        this.test = test;
    }

    int[] train() {
        return train;
    }

    int[] validation() {
        return validation;
    }

    int[] test() {
        return test;
    }

    static Split of(Ratings ratings, int users, int movies, Experiment.Data data) {
        int[] byTime = byTime(ratings, users, movies);
        return switch (data.splitStrategy()) {
            case TEMPORAL -> temporal(ratings, byTime, users, data);
            case LEAVE_ONE_OUT -> leaveOneOut(ratings, byTime, users, data.minInteractions());
            case RANDOM, K_FOLD, GIVEN ->
                throw new IllegalArgumentException("not of MovieLens: " + data.splitStrategy());
        };
    }

    /// Train is all up to the first cut point; of each later window it holds out the first positive of each
    /// user that train has. The cut points are quantiles of the times.
    private static Split temporal(Ratings ratings, int[] byTime, int users, Experiment.Data data) {
        long[] times = ratings.sortedTimes();
        double first = Quantile.of(times, 1 - data.temporalValRatio() - data.temporalTestRatio());
        double second = Quantile.of(times, 1 - data.temporalTestRatio());
        boolean[] trained = new boolean[users];
        int[] validation = nobody(users);
        int[] test = nobody(users);
        IntStream.Builder train = IntStream.builder();
        for (int row : byTime) {
            int user = ratings.user(row);
            if (ratings.time(row) <= first) {
                train.add(row);
                trained[user] = true;
            } else if (trained[user] && ratings.stars(row) >= data.labelThreshold()) {
                int[] window = ratings.time(row) <= second ? validation : test;
                window[user] = window[user] == NONE ? row : window[user];
            }
        }
        return new Split(train.build().toArray(), present(validation), present(test));
    }

    /// The last rating of each user is held out for the test and the one before for validation, whatever their
    /// labels. Users with fewer ratings than `least` only train.
    private static Split leaveOneOut(Ratings ratings, int[] byTime, int users, int least) {
        int[] left = new int[users];
        for (int row : byTime) {
            left[ratings.user(row)]++;
        }
        int[] total = left.clone();
        int[] validation = nobody(users);
        int[] test = nobody(users);
        IntStream.Builder train = IntStream.builder();
        for (int row : byTime) {
            int user = ratings.user(row);
            left[user]--;
            if (total[user] >= least && left[user] == 0) {
                test[user] = row;
            } else if (total[user] >= least && left[user] == 1) {
                validation[user] = row;
            } else {
                train.add(row);
            }
        }
        return new Split(train.build().toArray(), present(validation), present(test));
    }

    /// Rows by time. People rate many movies within a second: such ties stand in the order in which their
    /// movies first appear when the rows are gathered by user, as the original system's joins leave them, for
    /// the figures of its leave-one-out split depend on it.
    private static int[] byTime(Ratings ratings, int users, int movies) {
        int[] userOrder = firstSeen(IntStream.range(0, ratings.size()).toArray(), ratings::user, users);
        int[] byUser = sorted(ratings, Comparator.comparingInt((Integer row) -> userOrder[ratings.user(row)]));
        int[] movieOrder = firstSeen(byUser, ratings::movie, movies);
        return sorted(
                ratings,
                Comparator.comparingLong((Integer row) -> ratings.time(row))
                        .thenComparingInt(row -> movieOrder[ratings.movie(row)])
                        .thenComparingInt(row -> userOrder[ratings.user(row)]));
    }

    /// Equal rows stay in the order of the file.
    private static int[] sorted(Ratings ratings, Comparator<Integer> order) {
        return IntStream.range(0, ratings.size())
                .boxed()
                .sorted(order)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// For each of `count` things its place in the order of their first appearance.
    private static int[] firstSeen(int[] rows, IntUnaryOperator thing, int count) {
        int[] order = new int[count];
        Arrays.fill(order, NONE);
        int next = 0;
        for (int row : rows) {
            int found = thing.applyAsInt(row);
            if (order[found] == NONE) {
                order[found] = next++;
            }
        }
        return order;
    }

    private static int[] nobody(int users) {
        int[] rows = new int[users];
        Arrays.fill(rows, NONE);
        return rows;
    }

    private static int[] present(int[] rows) {
        return Arrays.stream(rows).filter(row -> row != NONE).toArray();
    }
}
