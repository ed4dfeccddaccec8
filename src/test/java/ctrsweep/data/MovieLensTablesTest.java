package ctrsweep.data;

import static ctrsweep.data.MovieLensFixture.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovieLensTablesTest {
    private static final String RATING = "1\t1\t5\t880000000";
    private static final String USER = "1|24|M|technician|85711";
    private static final String MOVIE = item(1, "Toy Story (1995)", "01-Jan-1995", 3, 5);

    @TempDir
    Path folder;

    @Test
    void readsQuotesAsOrdinaryCharactersAndLatinLetters() {
        String title = "\"Est-ce\" né à \"l'étage\"";
        MovieLensTables tables = read(
                List.of(RATING, "1\t2\t3\t880000001"),
                List.of("1|24|M|\"art\"|85711"),
                List.of(item(1, title, "29-Feb-1996", 3, 5), item(2, "\"Open", "31-Foo-1995", 0, 0)));
        assertThat(tables.movies().get(0).released()).contains(LocalDate.of(1996, 2, 29));
        assertThat(tables.movies().get(0).genres()).containsExactly("Animation", "Comedy");
        assertThat(tables.movies().get(1).released()).isEmpty();
        assertThat(tables.users().getFirst().occupation()).isEqualTo("\"art\"");
        assertThat(tables.ratings().size()).isEqualTo(2);
        assertThat(tables.digests()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void saysWhichLineIsMalformedAndHow() {
        refused(List.of(RATING, "1\t1\t5"), List.of(USER), List.of(MOVIE), "u.data:2: has 3 columns, not 4");
        refused(
                List.of("1\t1\tfive\t880000000"),
                List.of(USER),
                List.of(MOVIE),
                "u.data:1: rating is not a whole number: \"five\"");
        refused(List.of("1\t9\t5\t880000000"), List.of(USER), List.of(MOVIE), "u.data:1: movie 9 is not in u.item");
        refused(List.of("9\t1\t5\t880000000"), List.of(USER), List.of(MOVIE), "u.data:1: user 9 is not in u.user");
        refused(List.of(RATING), List.of(USER, USER), List.of(MOVIE), "u.user:2: user 1 is there twice");
        refused(
                List.of(RATING),
                List.of("99999999999|24|M|technician|85711"),
                List.of(MOVIE),
                "u.user:1: user is out of bounds: 99999999999");
        refused(
                List.of(RATING),
                List.of(USER),
                List.of(MOVIE.replace("|1|", "|2|")),
                "u.item:1: the flag of genre Animation is neither 0 nor 1: \"2\"");
        refused(List.of(), List.of(USER), List.of(MOVIE), "u.data: has no ratings");
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        MovieLensFixture.write(folder, List.of(RATING), List.of(USER), List.of(MOVIE));
        Files.delete(folder.resolve("u.user"));
        assertThatThrownBy(() -> MovieLensTables.read(folder))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("u.user") + ": no such file; a data folder holds u.data, u.user and u.item");
    }

    private MovieLensTables read(List<String> data, List<String> people, List<String> items) {
        return MovieLensTables.read(MovieLensFixture.write(folder, data, people, items));
    }

    private void refused(List<String> data, List<String> people, List<String> items, String message) {
        assertThatThrownBy(() -> read(data, people, items))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + "/" + message);
    }
}
