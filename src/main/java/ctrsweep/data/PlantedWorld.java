package ctrsweep.data;

import ctrsweep.metric.Scores;
import ctrsweep.settings.DataSettings;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/// People and items whose taste is known: `logit = bias + user + item + hour + <user factors, item factors>`.
///
/// A person's factors are mostly those of age, gender and occupation, an item's mostly those of its genres; the
/// rest is their own. So a model that crosses fields learns most of them from few rows, and one that only adds
/// fields up cannot learn them at all.
final class PlantedWorld {
    static final int AGES = 7;
    static final int GENDERS = 2;
    static final int OCCUPATIONS = 21;
    static final int GENRES = 18;
    static final int GENRE_SLOTS = 4;
    static final int YEARS = 12;
    static final int HOURS = 24;
    /// In a genre slot of an item that has fewer.
    static final int NO_GENRE = -1;

    private static final double BIAS = -1.0;
    private static final double USER_SPREAD = 0.45;
    private static final double ITEM_SPREAD = 0.6;
    private static final double HOUR_SPREAD = 0.4;
    private static final double BEST_HOUR = 20.5;
    private static final double PAIR_SPREAD = 1.6;
    /// The share of the variance of factors that is a person's or an item's own.
    private static final double OWN = 0.08;
    private static final double ACTIVITY_SPREAD = 0.5;
    /// Popularity falls as (rank + 20)^-0.8.
    private static final double HEAD = 20;
    private static final double TAIL = 0.8;

    private final int factors;
    private final int[] ages;
    private final int[] genders;
    private final int[] occupations;
    private final int[] genres;
    private final int[] years;
    private final double[] userBias;
    private final double[] itemBias;
    private final double[] userFactors;
    private final double[] itemFactors;
    private final double[] activity;
    private final double[] popularity;

    PlantedWorld(DataSettings.Generated settings, SplittableRandom random) {
        int users = settings.users();
        int items = settings.items();
        factors = settings.factors();
        ages = choices(users, AGES, random);
        genders = choices(users, GENDERS, random);
        occupations = choices(users, OCCUPATIONS, random);
        years = choices(items, YEARS, random);
        genres = genres(items, random);
        activity = cumulated(users, user -> StrictMath.exp(ACTIVITY_SPREAD * random.nextGaussian()));
        popularity = cumulated(items, rank -> StrictMath.pow(rank + HEAD, -TAIL));

        double[] byAge = gaussians(AGES, 1, random);
        double[] byGenre = gaussians(GENRES, 1, random);
        double[] byYear = gaussians(YEARS, 1, random);
        double half = StrictMath.sqrt(0.5);
        userBias = filled(users, user -> USER_SPREAD * half * (byAge[ages[user]] + random.nextGaussian()));
        itemBias = filled(
                items,
                item -> ITEM_SPREAD
                        * half
                        * (half * (byYear[years[item]] + genreMean(item, byGenre, 1, 0)) + random.nextGaussian()));

        double[] ageFactors = gaussians(AGES, factors, random);
        double[] genderFactors = gaussians(GENDERS, factors, random);
        double[] occupationFactors = gaussians(OCCUPATIONS, factors, random);
        double[] genreFactors = gaussians(GENRES, factors, random);
        double shared = StrictMath.sqrt(1 - OWN);
        double own = StrictMath.sqrt(OWN);
        userFactors = filled(users * factors, at -> {
            int user = at / factors;
            int f = at % factors;
            double group = ageFactors[ages[user] * factors + f]
                    + genderFactors[genders[user] * factors + f]
                    + occupationFactors[occupations[user] * factors + f];
            return shared * group / StrictMath.sqrt(3) + own * random.nextGaussian();
        });
        itemFactors = filled(
                items * factors,
                at -> shared * genreMean(at / factors, genreFactors, factors, at % factors)
                        + own * random.nextGaussian());
    }

    int user(SplittableRandom random) {
        return draw(activity, random);
    }

    int item(SplittableRandom random) {
        return draw(popularity, random);
    }

    int age(int user) {
        return ages[user];
    }

    int gender(int user) {
        return genders[user];
    }

    int occupation(int user) {
        return occupations[user];
    }

    int year(int item) {
        return years[item];
    }

    int genre(int item, int slot) {
        return genres[item * GENRE_SLOTS + slot];
    }

    /// The part of the logit that a model without crossed fields could learn.
    double firstOrder(int user, int item, int hour) {
        double angle = 2 * Math.PI * (hour - BEST_HOUR) / HOURS;
        return BIAS + userBias[user] + itemBias[item] + HOUR_SPREAD * StrictMath.sqrt(2) * StrictMath.cos(angle);
    }

    /// `<user factors, item factors>`, scaled.
    double pairwise(int user, int item) {
        double dot = 0;
        for (int f = 0; f < factors; f++) {
            dot += userFactors[user * factors + f] * itemFactors[item * factors + f];
        }
        return PAIR_SPREAD * dot / StrictMath.sqrt(factors);
    }

    private int[] genres(int items, SplittableRandom random) {
        int[] drawn = new int[items * GENRE_SLOTS];
        Arrays.fill(drawn, NO_GENRE);
        for (int item = 0; item < items; item++) {
            int[] shuffled = Shuffle.of(GENRES, random);
            System.arraycopy(shuffled, 0, drawn, item * GENRE_SLOTS, 1 + random.nextInt(GENRE_SLOTS));
        }
        return drawn;
    }

    /// The item's genres' values, summed and divided by the root of their number: of variance 1 as each is.
    ///
    /// @param values (genres, width), read in the given column
    private double genreMean(int item, double[] values, int width, int column) {
        double sum = 0;
        int count = 0;
        for (int slot = 0; slot < GENRE_SLOTS && genre(item, slot) != NO_GENRE; slot++) {
            sum += values[genre(item, slot) * width + column];
            count++;
        }
        return sum / StrictMath.sqrt(count);
    }

    private static int[] choices(int count, int bound, SplittableRandom random) {
        int[] choices = new int[count];
        Arrays.setAll(choices, _ -> random.nextInt(bound));
        return choices;
    }

    private static double[] gaussians(int count, int width, SplittableRandom random) {
        return filled(count * width, _ -> random.nextGaussian());
    }

    private static double[] filled(int count, IntToDoubleFunction value) {
        double[] values = new double[count];
        Arrays.setAll(values, value);
        return values;
    }

    private static double[] cumulated(int count, IntToDoubleFunction weight) {
        double[] sums = filled(count, weight);
        for (int i = 1; i < count; i++) {
            sums[i] += sums[i - 1];
        }
        return sums;
    }

    private static int draw(double[] sums, SplittableRandom random) {
        double point = random.nextDouble() * sums[sums.length - 1];
        int below = Scores.countBelow(sums, point);
        return Math.min(Scores.countNotAbove(sums, point, below), sums.length - 1);
    }
}
