package ctrsweep.data;

import ctrsweep.settings.DataSettings;
import ctrsweep.settings.DataSettings.SplitStrategy;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/// MovieLens files for tests: the real ones where the system property `ctrsweep.data` names their place, else
/// made up ones of the same form, and files of a few given lines.
public final class MovieLensFixture {
    private static final long START = 880_000_000;
    private static final long SPAN = 12_000_000;
    private static final int GENRES = 19;

    private MovieLensFixture() {}

    public static Optional<Path> real() {
        String named = System.getProperty("ctrsweep.data", "");
        return named.isEmpty() ? Optional.empty() : Optional.of(Path.of(named, "ml-100k"));
    }

    /// The real files, or made up ones below `temporary`.
    public static Path any(Path temporary) {
        return real().orElseGet(() -> {
            System.out.println("-Dctrsweep.data=FOLDER is not set: tested on made up MovieLens files,"
                    + " by relations instead of exact figures");
            return madeUp(temporary, 60, 150, 4_000);
        });
    }

    /// As many distinct (user, movie) pairs at most; every user's ratings lie within part of the time span.
    static Path madeUp(Path folder, int users, int movies, int ratings) {
        SplittableRandom random = new SplittableRandom(11);
        List<String> people = new ArrayList<>();
        for (int user = 1; user <= users; user++) {
            people.add(user + "|" + (7 + random.nextInt(60)) + "|" + (random.nextBoolean() ? "F" : "M") + "|job"
                    + random.nextInt(8) + "|" + (10_000 + random.nextInt(89_999)));
        }
        List<String> items = new ArrayList<>();
        for (int movie = 1; movie <= movies; movie++) {
            String date = random.nextInt(40) == 0
                    ? ""
                    : String.format(Locale.ROOT, "%02d-Jan-%d", 1 + random.nextInt(28), 1930 + random.nextInt(68));
            items.add(item(movie, "Film \"" + movie + "\" (1999), The", date, 1 + random.nextInt(18), 0));
        }
        List<String> data = new ArrayList<>();
        boolean[] seen = new boolean[(users + 1) * (movies + 1)];
        for (int i = 0; i < ratings; i++) {
            int user = 1 + random.nextInt(users);
            int movie = 1 + (int) (movies * Math.pow(random.nextDouble(), 2));
            long from = SPAN * (user % 7) / 8;
            if (!seen[user * (movies + 1) + movie]) {
                seen[user * (movies + 1) + movie] = true;
                long time = START + from + random.nextLong((SPAN - from) / 100_000) * 100_000;
                data.add(user + "\t" + movie + "\t" + (1 + random.nextInt(5)) + "\t" + time);
            }
        }
        return write(folder, data, people, items);
    }

    /// A line of u.item with the flags of two genres, by their number.
    static String item(int id, String title, String date, int genre, int other) {
        StringBuilder line = new StringBuilder(id + "|" + title + "|" + date + "||http://example.org/" + id);
        for (int i = 0; i < GENRES; i++) {
            line.append(i == genre || i == other ? "|1" : "|0");
        }
        return line.toString();
    }

    static Path write(Path folder, List<String> data, List<String> people, List<String> items) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("u.data"), data, StandardCharsets.ISO_8859_1);
            Files.write(folder.resolve("u.user"), people, StandardCharsets.ISO_8859_1);
            Files.write(folder.resolve("u.item"), items, StandardCharsets.ISO_8859_1);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DataSettings settings(SplitStrategy strategy, double alpha, int negativesTrain, int negativesEval) {
        return new DataSettings(
                DataSettings.DatasetName.MOVIELENS,
                "auto",
                strategy,
                0.1,
                0.1,
                alpha,
                3,
                4.0,
                negativesTrain,
                negativesEval,
                Experiment.DEFAULTS.data().generated(),
                0.1,
                0.1,
                42,
                5,
                1,
                Experiment.DEFAULTS.data().table());
    }

    static DataSettings settings(SplitStrategy strategy) {
        return settings(strategy, 0.75, 4, 999);
    }
}
