package ctrsweep.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Ratings in the files of MovieLens-100K. Some movies are better than others, and everyone prefers one of two
/// kinds, so that there is something to learn.
final class MadeUpRatings {
    private static final int USERS = 80;
    private static final int MOVIES = 160;
    private static final int GENRES = 19;
    private static final long START = 880_000_000;

    private MadeUpRatings() {}

    static Path write(Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(23);
        List<String> people = new ArrayList<>();
        List<String> data = new ArrayList<>();
        for (int user = 1; user <= USERS; user++) {
            people.add("%d|%d|%s|job%d|%d"
                    .formatted(user, 15 + random.nextInt(50), user % 3 == 0 ? "F" : "M", user % 7, 10_000 + user));
            for (int movie = 1; movie <= MOVIES; movie++) {
                if (random.nextDouble() < 1.4 * (MOVIES - movie) / MOVIES - 0.2) {
                    long time = START + user * 1_000L + random.nextInt(10_000_000);
                    data.add("%d\t%d\t%d\t%d".formatted(user, movie, stars(user, movie, random), time));
                }
            }
        }
        List<String> movies = new ArrayList<>();
        for (int movie = 1; movie <= MOVIES; movie++) {
            movies.add(movie(movie, 1930 + random.nextInt(68)));
        }
        Files.createDirectories(folder);
        Files.write(folder.resolve("u.data"), data, StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("u.user"), people, StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("u.item"), movies, StandardCharsets.ISO_8859_1);
        return folder;
    }

    private static int stars(int user, int movie, SplittableRandom random) {
        int liked = user % 2 == movie % 2 ? 4 : 2;
        return Math.clamp(liked + random.nextInt(3) - 1L, 1, 5);
    }

    private static String movie(int movie, int year) {
        StringBuilder line =
                new StringBuilder("%d|Film %1$d (%d)|01-Jan-%2$d||http://example.org/%1$d".formatted(movie, year));
        for (int genre = 0; genre < GENRES; genre++) {
            line.append(genre == 1 + movie % 2 ? "|1" : "|0");
        }
        return line.toString();
    }
}
