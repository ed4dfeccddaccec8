package ctrsweep.data;

import static ctrsweep.data.MovieLensFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.settings.Experiment.SplitStrategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the real files: the original system's figures. On made up ones: what those figures follow from.
class MovieLensTest {
    @TempDir
    static Path temporary;

    private static Path folder = Path.of("");
    private static boolean real;

    @BeforeAll
    static void findFiles() {
        folder = MovieLensFixture.any(temporary);
        real = MovieLensFixture.real().isPresent();
    }

    @Test
    void temporalSplitHasTheOriginalSystemsVocabularies() {
        MovieLensTables tables = MovieLensTables.read(folder);
        Schema schema = dataset(SplitStrategy.TEMPORAL).schema();
        List<Integer> vocabularies = schema.fields().stream()
                .filter(field -> field.kind() != Field.Kind.DENSE)
                .map(Field::vocabulary)
                .toList();
        if (real) {
            assertThat(vocabularies).containsExactly(752, 1617, 3, 8, 22, 344, 20, 18, 8, 7);
        } else {
            assertThat(vocabularies.get(0)).isEqualTo(1 + distinct(trainRows(tables), tables.ratings()::user));
            assertThat(vocabularies.get(1)).isEqualTo(1 + distinct(trainRows(tables), tables.ratings()::movie));
        }
        assertThat(schema.fields().stream().mapToInt(Field::width).sum()).isEqualTo(108);
    }

    /// All ratings of the file, encoded as raw rows: those of train and validation are among them.
    @Test
    void encodesRawRowsAsItsSplits() {
        MovieLensTables tables = MovieLensTables.read(folder);
        Dataset dataset = dataset(SplitStrategy.TEMPORAL, 0, 1);
        assertThat(dataset.rawColumns()).containsExactly("user_id", "movie_id", "timestamp");
        List<RawRow> raw = new ArrayList<>();
        Ratings ratings = tables.ratings();
        for (int row = 0; row < ratings.size(); row++) {
            raw.add(raw(
                    tables.users().get(ratings.user(row)).id(),
                    tables.movies().get(ratings.movie(row)).id(),
                    ratings.time(row)));
        }
        Set<List<Float>> encoded = new HashSet<>(numbers(dataset.encode(raw)));
        assertThat(encoded.containsAll(numbers(dataset.train(1, 1).inMemory()))).isTrue();
        List<List<Float>> validation = numbers(dataset.validation().inMemory());
        for (int row = 0; row < validation.size(); row += 2) {
            assertThat(encoded.contains(validation.get(row))).isTrue();
        }
    }

    /// Nothing is known of either: all ids are 0, no genre, no positives; the time is known.
    @Test
    void strangersHaveTheUnknownIds() {
        Dataset dataset = dataset(SplitStrategy.TEMPORAL);
        // 1998-04-01 00:00 UTC, a Wednesday
        Rows rows = dataset.encode(List.of(raw(100_000, -5, 891_388_800), raw(1, 1, 891_388_800)));
        int ids = rows.sparse().length / 2;
        int movieAge = 7;
        for (int column = 0; column < ids; column++) {
            if (column != movieAge) {
                assertThat(rows.sparse()[column]).isZero();
            }
        }
        assertThat(Arrays.copyOf(rows.sequences(), MovieLensEncoders.GENRE_SLOTS))
                .containsOnly(0);
        assertThat(Arrays.copyOf(rows.dense(), 4)).isEqualTo(Arrays.copyOfRange(rows.dense(), 6, 10));
        assertThat(rows.dense()[0]).isCloseTo((float) Math.sin(2 * Math.PI * 2 / 7), within(1e-6f));
        assertThat(rows.dense()[2]).isZero();
        assertThat(rows.dense()[4]).isLessThanOrEqualTo(rows.dense()[10]);
        assertThat(rows.labels()).hasSize(2);
        assertThat(rows.groups()).isEmpty();
    }

    private static RawRow raw(int user, int movie, long time) {
        return new RawRow(
                "test", List.of("timestamp", "movie_id", "user_id"), List.of(time + "", movie + "", user + ""));
    }

    /// Each row's ids and numbers.
    private static List<List<Float>> numbers(Rows rows) {
        List<List<Float>> all = new ArrayList<>();
        int ids = rows.sparse().length / rows.size();
        int slots = rows.sequences().length / rows.size();
        int dense = rows.dense().length / rows.size();
        for (int row = 0; row < rows.size(); row++) {
            List<Float> one = new ArrayList<>();
            for (int i = 0; i < ids; i++) {
                one.add((float) rows.sparse()[row * ids + i]);
            }
            for (int i = 0; i < slots; i++) {
                one.add((float) rows.sequences()[row * slots + i]);
            }
            for (int i = 0; i < dense; i++) {
                one.add(rows.dense()[row * dense + i]);
            }
            all.add(one);
        }
        return all;
    }

    @Test
    void temporalSplitHasTheOriginalSystemsRows() {
        MovieLensTables tables = MovieLensTables.read(folder);
        int[] train = trainRows(tables);
        Dataset dataset = dataset(SplitStrategy.TEMPORAL);
        if (real) {
            assertThat(train).hasSize(80_003);
            assertThat(distinct(train, tables.ratings()::user)).isEqualTo(751);
            assertThat(positives(dataset.train(1, 1).inMemory())).isEqualTo(44_072);
            assertThat(groups(dataset.validation().inMemory())).isEqualTo(70);
            assertThat(groups(dataset.test().inMemory())).isEqualTo(57);
            assertThat(dataset.train(1, 1).size()).isEqualTo(400_015);
        } else {
            assertThat(dataset.train(1, 1).size()).isEqualTo(5 * train.length);
        }
        assertThat(positives(dataset.validation().inMemory()))
                .isEqualTo(groups(dataset.validation().inMemory()));
        assertThat(positives(dataset.test().inMemory()))
                .isEqualTo(groups(dataset.test().inMemory()));
    }

    @Test
    void leaveOneOutHasTheOriginalSystemsRows() {
        int ratings = MovieLensTables.read(folder).ratings().size();
        Dataset dataset = dataset(SplitStrategy.LEAVE_ONE_OUT);
        int users = groups(dataset.validation().inMemory());
        assertThat(groups(dataset.test().inMemory())).isEqualTo(users);
        assertThat(dataset.train(1, 1).size()).isEqualTo(5 * (ratings - 2 * users));
        if (real) {
            assertThat(users).isEqualTo(943);
            assertThat(ratings - 2 * users).isEqualTo(98_114);
            assertThat(positives(dataset.validation().inMemory())).isEqualTo(506);
            assertThat(positives(dataset.test().inMemory())).isEqualTo(468);
        }
    }

    /// Ids are led back to the files' numbers, so that what is checked is what a model sees.
    @Test
    void noNegativeWasRatedByItsUser() {
        MovieLensTables tables = MovieLensTables.read(folder);
        Dataset dataset = dataset(SplitStrategy.LEAVE_ONE_OUT, 4, 50);
        Set<Long> rated = new HashSet<>();
        Ratings ratings = tables.ratings();
        int[] userIds =
                decoded(ratings, ratings::user, i -> tables.users().get(i).id());
        int[] movieIds =
                decoded(ratings, ratings::movie, i -> tables.movies().get(i).id());
        for (int row = 0; row < ratings.size(); row++) {
            rated.add(userIds[row] * 1_000_000L + movieIds[row]);
        }
        Map<Integer, Integer> users = decoder(tables, userIds);
        Map<Integer, Integer> movies = decoder(tables, movieIds);
        assertNegativesUnrated(dataset.train(3, 1).inMemory(), 5, users, movies, rated);
        assertNegativesUnrated(dataset.validation().inMemory(), 51, users, movies, rated);
        assertNegativesUnrated(dataset.test().inMemory(), 51, users, movies, rated);
    }

    private static void assertNegativesUnrated(
            Rows rows, int stride, Map<Integer, Integer> users, Map<Integer, Integer> movies, Set<Long> rated) {
        int wrong = 0;
        int unknown = 0;
        for (int row = 0; row < rows.size(); row++) {
            Integer user = users.get(rows.sparse()[row * 9]);
            Integer movie = movies.get(rows.sparse()[row * 9 + 1]);
            if (user == null || movie == null) {
                unknown++;
            } else {
                boolean seen = rated.contains(user * 1_000_000L + movie);
                wrong += seen == (row % stride == 0) ? 0 : 1;
            }
        }
        assertThat(wrong).isZero();
        assertThat(unknown).isLessThan(rows.size() / 50);
    }

    @Test
    void theSameSeedAndEpochGiveTheSameRows() {
        Dataset dataset = dataset(SplitStrategy.TEMPORAL);
        assertSameRows(dataset.train(7, 3).inMemory(), dataset.train(7, 3).inMemory());
        assertSameRows(
                dataset.train(7, 3).inMemory(),
                dataset(SplitStrategy.TEMPORAL).train(7, 3).inMemory());
        assertSameRows(
                dataset.validation().inMemory(),
                dataset(SplitStrategy.TEMPORAL).validation().inMemory());
    }

    @Test
    void anotherEpochOrSeedDrawsOtherNegativesForTheSameRatings() {
        Dataset dataset = dataset(SplitStrategy.TEMPORAL);
        Rows first = dataset.train(7, 1).inMemory();
        for (Rows other :
                List.of(dataset.train(7, 2).inMemory(), dataset.train(8, 1).inMemory())) {
            int ratings = 0;
            int sameNegatives = 0;
            for (int row = 0; row < first.size(); row++) {
                boolean same = first.sparse()[row * 9 + 1] == other.sparse()[row * 9 + 1];
                if (row % 5 == 0) {
                    ratings += same ? 1 : 0;
                } else {
                    sameNegatives += same ? 1 : 0;
                }
            }
            assertThat(ratings).isEqualTo(first.size() / 5);
            assertThat(sameNegatives).isLessThan(first.size() / 10);
            assertThat(other.labels()).isEqualTo(first.labels());
        }
    }

    @Test
    void negativesCopyTheRowsUserAndTime() {
        Rows rows = dataset(SplitStrategy.TEMPORAL).train(1, 1).inMemory();
        int[] userColumns = {0, 2, 3, 4, 5};
        int[] denseColumns = {0, 1, 2, 3, 4};
        int differing = 0;
        for (int row = 0; row < rows.size(); row++) {
            int rating = row - row % 5;
            for (int column : userColumns) {
                differing += rows.sparse()[row * 9 + column] == rows.sparse()[rating * 9 + column] ? 0 : 1;
            }
            for (int column : denseColumns) {
                differing += rows.dense()[row * 6 + column] == rows.dense()[rating * 6 + column] ? 0 : 1;
            }
            if (row != rating) {
                differing += rows.labels()[row] == 0 ? 0 : 1;
            }
        }
        assertThat(differing).isZero();
    }

    @Test
    void countsOfTrainingRowsSpanZeroToOne() {
        Rows rows = dataset(SplitStrategy.TEMPORAL, 0, 10).train(1, 1).inMemory();
        for (int column : new int[] {4, 5}) {
            double[] counts = IntStream.range(0, rows.size())
                    .mapToDouble(row -> rows.dense()[row * 6 + column])
                    .toArray();
            assertThat(Arrays.stream(counts).min().orElseThrow()).isCloseTo(0, within(1e-6));
            assertThat(Arrays.stream(counts).max().orElseThrow()).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void groupsAreOneHeldOutRatingWithItsNegatives() {
        Rows rows = dataset(SplitStrategy.LEAVE_ONE_OUT, 4, 20).validation().inMemory();
        assertThat(rows.size() % 21).isZero();
        for (int row = 0; row < rows.size(); row++) {
            assertThat(rows.groups()[row]).isEqualTo(row / 21);
        }
    }

    @Test
    void popularMoviesAreNegativesMoreOftenWithAlpha() {
        // The scaled count of a movie's positives rises with them; uniform draws show the mean movie.
        double uniform = meanItemCount(new MovieLens(folder, settings(SplitStrategy.TEMPORAL, 0, 4, 200), 1));
        double popular = meanItemCount(new MovieLens(folder, settings(SplitStrategy.TEMPORAL, 0.75, 4, 200), 1));
        assertThat(popular).isGreaterThan(uniform + 0.02);
    }

    private static double meanItemCount(Dataset dataset) {
        Rows rows = dataset.validation().inMemory();
        return IntStream.range(0, rows.size())
                .filter(row -> rows.labels()[row] == 0)
                .mapToDouble(row -> rows.dense()[row * 6 + 5])
                .average()
                .orElseThrow();
    }

    @Test
    void fewerCandidatesThanWantedGiveAllOfThem() {
        MovieLensTables tables = MovieLensTables.read(folder);
        int wanted = tables.movies().size();
        Unrated unrated = new Unrated(tables.ratings(), tables.users().size(), wanted);
        Dataset dataset = dataset(SplitStrategy.LEAVE_ONE_OUT, 4, wanted);
        int expected = IntStream.range(0, tables.users().size())
                .map(user -> 1 + unrated.count(user))
                .sum();
        assertThat(dataset.validation().size()).isEqualTo(expected);
    }

    @Test
    void severalThreadsDrawAtOnce() throws Exception {
        Dataset dataset = dataset(SplitStrategy.TEMPORAL, 1, 10);
        List<Rows> alone = List.of(
                dataset.train(1, 1).inMemory(),
                dataset.train(1, 2).inMemory(),
                dataset.train(2, 1).inMemory());
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Rows>> together = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                int which = i % 3;
                together.add(threads.submit(() -> switch (which) {
                    case 0 -> dataset.train(1, 1).inMemory();
                    case 1 -> dataset.train(1, 2).inMemory();
                    default -> dataset.train(2, 1).inMemory();
                }));
            }
            for (int i = 0; i < together.size(); i++) {
                assertSameRows(together.get(i).get(), alone.get(i % 3));
            }
        }
    }

    @Test
    void theFingerprintNamesFilesSettingsAndSeed() {
        String fingerprint = new MovieLens(folder, settings(SplitStrategy.TEMPORAL, 0.75, 4, 20), 1).fingerprint();
        assertThat(fingerprint).matches("[0-9a-f]{64}");
        assertThat(new MovieLens(folder, settings(SplitStrategy.TEMPORAL, 0.75, 4, 20), 1).fingerprint())
                .isEqualTo(fingerprint);
        Path other = MovieLensFixture.madeUp(temporary.resolve("other"), 30, 80, 1_500);
        assertThat(List.of(
                        new MovieLens(folder, settings(SplitStrategy.TEMPORAL, 0.75, 4, 20), 2),
                        new MovieLens(folder, settings(SplitStrategy.TEMPORAL, 0.5, 4, 20), 1),
                        new MovieLens(folder, settings(SplitStrategy.TEMPORAL, 0.75, 3, 20), 1),
                        new MovieLens(folder, settings(SplitStrategy.TEMPORAL, 0.75, 4, 21), 1),
                        new MovieLens(folder, settings(SplitStrategy.LEAVE_ONE_OUT, 0.75, 4, 20), 1),
                        new MovieLens(other, settings(SplitStrategy.TEMPORAL, 0.75, 4, 20), 1)))
                .extracting(MovieLens::fingerprint)
                .doesNotHaveDuplicates()
                .doesNotContain(fingerprint);
    }

    @Test
    void refusesASplitWithoutRows() {
        Path few = MovieLensFixture.write(
                temporary.resolve("few"),
                List.of("1\t1\t5\t1", "1\t2\t5\t2"),
                List.of("1|24|M|technician|85711"),
                List.of(
                        MovieLensFixture.item(1, "A", "01-Jan-1995", 1, 1),
                        MovieLensFixture.item(2, "B", "01-Jan-1995", 1, 1)));
        assertThatThrownBy(() -> new MovieLens(few, settings(SplitStrategy.LEAVE_ONE_OUT), 1))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(few + ": the validation split has no rows;");
    }

    private static MovieLens dataset(SplitStrategy strategy) {
        return dataset(strategy, 4, 100);
    }

    private static MovieLens dataset(SplitStrategy strategy, int negativesTrain, int negativesEval) {
        return new MovieLens(folder, settings(strategy, 0.75, negativesTrain, negativesEval), 1);
    }

    private static int[] trainRows(MovieLensTables tables) {
        return Split.of(
                        tables.ratings(),
                        tables.users().size(),
                        tables.movies().size(),
                        settings(SplitStrategy.TEMPORAL))
                .train();
    }

    private static int distinct(int[] rows, IntUnaryOperator thing) {
        return (int) IntStream.of(rows).map(thing).distinct().count();
    }

    private static int positives(Rows rows) {
        int count = 0;
        for (float label : rows.labels()) {
            count += label == 1 ? 1 : 0;
        }
        return count;
    }

    private static int groups(Rows rows) {
        return (int) IntStream.of(rows.groups()).distinct().count();
    }

    private static int[] decoded(Ratings ratings, IntUnaryOperator thing, IntUnaryOperator number) {
        return IntStream.range(0, ratings.size()).map(thing).map(number).toArray();
    }

    /// From ids back to the files' numbers: the n-th smallest number that leave-one-out train has is id n.
    private static Map<Integer, Integer> decoder(MovieLensTables tables, int[] numbers) {
        int[] train = Split.of(
                        tables.ratings(),
                        tables.users().size(),
                        tables.movies().size(),
                        settings(SplitStrategy.LEAVE_ONE_OUT))
                .train();
        int[] sorted =
                IntStream.of(train).map(row -> numbers[row]).distinct().sorted().toArray();
        Map<Integer, Integer> numberOf = new HashMap<>();
        for (int number : sorted) {
            numberOf.put(numberOf.size() + 1, number);
        }
        return numberOf;
    }

    private static void assertSameRows(Rows found, Rows expected) {
        assertThat(found.sparse()).isEqualTo(expected.sparse());
        assertThat(found.sequences()).isEqualTo(expected.sequences());
        assertThat(found.dense()).isEqualTo(expected.dense());
        assertThat(found.labels()).isEqualTo(expected.labels());
        assertThat(found.groups()).isEqualTo(expected.groups());
    }
}
