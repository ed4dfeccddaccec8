package ctrsweep.data;

import ctrsweep.data.MovieLensTables.Movie;
import java.util.List;

/// How old a movie is when it is rated, in classes.
final class MovieAge {
    /// The release day of a movie without one.
    static final int NEVER = Integer.MAX_VALUE;

    /// A missing or coming release, and then the classes from young to old.
    static final List<String> NAMES = List.of("unknown", "<1yr", "1-3yr", "3-7yr", "7-15yr", "15-30yr", "30+yr");

    private static final double[] LOWER_BOUNDS = {Double.NEGATIVE_INFINITY, 0, 1, 3, 7, 15, 30};
    private static final double DAYS_PER_YEAR = 365.25;
    private static final long DAY = 86_400;

    private MovieAge() {}

    /// Days since 1970, or [#NEVER].
    static int releaseDay(Movie movie) {
        return movie.released().map(date -> (int) date.toEpochDay()).orElse(NEVER);
    }

    /// The index of the class's name.
    ///
    /// @param time of the rating, unix seconds
    static int of(int releaseDay, long time) {
        if (releaseDay == NEVER) {
            return 0;
        }
        double years = (Math.floorDiv(time, DAY) - releaseDay) / DAYS_PER_YEAR;
        int age = 0;
        while (age + 1 < LOWER_BOUNDS.length && years >= LOWER_BOUNDS[age + 1]) {
            age++;
        }
        return age;
    }
}
