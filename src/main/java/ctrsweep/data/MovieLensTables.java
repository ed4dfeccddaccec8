package ctrsweep.data;

import ctrsweep.data.TextTable.Line;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of MovieLens-100K as they are: u.data (tab), u.user and u.item (`|`).
///
/// @param digests sha256 of u.data, u.user and u.item
record MovieLensTables(List<User> users, List<Movie> movies, Ratings ratings, List<String> digests) {
    static final List<String> GENRES = List.of(
            "unknown",
            "Action",
            "Adventure",
            "Animation",
            "Children's",
            "Comedy",
            "Crime",
            "Documentary",
            "Drama",
            "Fantasy",
            "Film-Noir",
            "Horror",
            "Musical",
            "Mystery",
            "Romance",
            "Sci-Fi",
            "Thriller",
            "War",
            "Western");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final int FIRST_FLAG = 5;

    record User(int id, int age, String gender, String occupation, String zip) {}

    record Movie(int id, Optional<LocalDate> released, List<String> genres) {}

    static MovieLensTables read(Path folder) {
        TextTable data = TextTable.read(folder, "u.data");
        TextTable people = TextTable.read(folder, "u.user");
        TextTable items = TextTable.read(folder, "u.item");

        List<User> users = new ArrayList<>();
        Map<Integer, Integer> userIndex = new HashMap<>();
        people.forEach('|', 5, line -> {
            users.add(user(line));
            addOnce(userIndex, line, "user");
        });
        List<Movie> movies = new ArrayList<>();
        Map<Integer, Integer> movieIndex = new HashMap<>();
        items.forEach('|', FIRST_FLAG + GENRES.size(), line -> {
            movies.add(movie(line));
            addOnce(movieIndex, line, "movie");
        });
        Ratings.Builder ratings = new Ratings.Builder();
        data.forEach(
                '\t',
                4,
                line -> ratings.add(
                        known(userIndex, line, 0, "user", people),
                        known(movieIndex, line, 1, "movie", items),
                        line.integer(2, "rating"),
                        line.whole(3, "time")));
        if (ratings.size() == 0) {
            throw new DataException("%s: has no ratings".formatted(data.file()));
        }
        return new MovieLensTables(
                List.copyOf(users),
                List.copyOf(movies),
                ratings.build(),
                List.of(data.digest(), people.digest(), items.digest()));
    }

    private static User user(Line line) {
        return new User(line.integer(0, "user"), line.integer(1, "age"), line.text(2), line.text(3), line.text(4));
    }

    private static Movie movie(Line line) {
        List<String> genres = new ArrayList<>();
        for (int i = 0; i < GENRES.size(); i++) {
            switch (line.text(FIRST_FLAG + i)) {
                case "1" -> genres.add(GENRES.get(i));
                case "0" -> {}
                default ->
                    throw line.wrong("the flag of genre %s is neither 0 nor 1: \"%s\""
                            .formatted(GENRES.get(i), line.text(FIRST_FLAG + i)));
            }
        }
        return new Movie(line.integer(0, "movie"), date(line.text(2)), List.copyOf(genres));
    }

    /// Reads `01-Jan-1995`; empty where that is not possible.
    private static Optional<LocalDate> date(String text) {
        String[] parts = text.split("-", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDate.of(Integer.parseInt(parts[2]), MONTHS.indexOf(parts[1]) + 1, Integer.parseInt(parts[0])));
        } catch (NumberFormatException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static void addOnce(Map<Integer, Integer> index, Line line, String name) {
        int id = line.integer(0, name);
        if (index.putIfAbsent(id, index.size()) != null) {
            throw line.wrong("%s %d is there twice".formatted(name, id));
        }
    }

    private static int known(Map<Integer, Integer> index, Line line, int column, String name, TextTable table) {
        int id = line.integer(column, name);
        Integer known = index.get(id);
        if (known == null) {
            throw line.wrong(
                    "%s %d is not in %s".formatted(name, id, table.file().getFileName()));
        }
        return known;
    }
}
