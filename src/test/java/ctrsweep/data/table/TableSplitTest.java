package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.ExperimentReader;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.Experiment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A part for each row makes any split disjoint and complete; what is left to show is that the parts are the
/// right ones.
class TableSplitTest {

    private static DataSettings data(String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "data.dataset_name=table",
                "data.table.files=[a]",
                "data.table.time=t",
                "data.table.user=u",
                "data.table.fields=[{name: a, kind: sparse}]"));
        all.addAll(List.of(settings));
        return ExperimentReader.changed(Experiment.DEFAULTS, all).data();
    }

    private static RowTimes rows(SplittableRandom random, int size, int users, int times) {
        RowTimes rows = new RowTimes();
        for (int i = 0; i < size; i++) {
            rows.add(random.nextInt(users), random.nextInt(times));
        }
        return rows;
    }

    private static SplitPart[] parts(RowTimes rows, DataSettings data) {
        return TableSplit.of(rows, CutPoints.of(rows, data), rows.size(), data);
    }

    private static long count(SplitPart[] parts, SplitPart part) {
        return Arrays.stream(parts).filter(part::equals).count();
    }

    @Test
    void randomSplitsHaveTheirSharesAndFollowTheSeed() {
        SplitPart[] parts = TableSplit.random(1_000, 0.1, 0.2, 1);
        assertThat(count(parts, SplitPart.VALIDATION)).isEqualTo(100);
        assertThat(count(parts, SplitPart.TEST)).isEqualTo(200);
        assertThat(TableSplit.random(1_000, 0.1, 0.2, 1)).isEqualTo(parts);
        assertThat(TableSplit.random(1_000, 0.1, 0.2, 2)).isNotEqualTo(parts);
    }

    @Test
    void everyRowIsAsLikelyToTest() {
        int[] tests = new int[20];
        for (int seed = 0; seed < 4_000; seed++) {
            SplitPart[] parts = TableSplit.random(20, 0.1, 0.2, seed);
            for (int row = 0; row < 20; row++) {
                tests[row] += parts[row] == SplitPart.TEST ? 1 : 0;
            }
        }
        // 800 each, deviation 25
        assertThat(Arrays.stream(tests).boxed()).allMatch(count -> count > 675 && count < 925);
    }

    /// Times 0 to 10; quantiles of eleven values at .8 and .9 are 8 and 9.
    @Test
    void temporalCutsAtQuantiles() {
        RowTimes rows = new RowTimes();
        for (int time : new int[] {10, 0, 9, 1, 8, 2, 7, 3, 6, 4, 5}) {
            rows.add(0, time);
        }
        SplitPart[] parts = parts(rows, data("data.split_strategy=temporal"));
        assertThat(parts[0]).isEqualTo(SplitPart.TEST);
        assertThat(parts[2]).isEqualTo(SplitPart.VALIDATION);
        assertThat(count(parts, SplitPart.TRAIN)).isEqualTo(9);
    }

    @Test
    void temporalPartsFollowEachOther() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 100; round++) {
            RowTimes rows = rows(random, 1 + random.nextInt(200), 5, 1 + random.nextInt(50));
            SplitPart[] parts = parts(rows, data("data.split_strategy=temporal"));
            for (int a = 0; a < parts.length; a++) {
                for (int b = 0; b < parts.length; b++) {
                    if (rows.time(a) < rows.time(b)) {
                        assertThat(parts[a]).isLessThanOrEqualTo(parts[b]);
                    }
                }
            }
        }
    }

    /// Against the naive way: a user's rows, sorted by time and then by place.
    @Test
    void leaveOneOutHoldsTheLastTwoOfEachUser() {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 100; round++) {
            RowTimes rows = rows(random, 1 + random.nextInt(100), 1 + random.nextInt(20), 1 + random.nextInt(30));
            SplitPart[] parts = parts(rows, data("data.split_strategy=leave_one_out"));
            SplitPart[] naive = new SplitPart[rows.size()];
            Arrays.fill(naive, SplitPart.TRAIN);
            for (int user = 0; user < rows.userCount(); user++) {
                List<Integer> own = new ArrayList<>();
                for (int row = 0; row < rows.size(); row++) {
                    if (rows.user(row) == user) {
                        own.add(row);
                    }
                }
                own.sort((a, b) -> Long.compare(rows.time(a), rows.time(b)));
                if (own.size() >= 3) {
                    naive[own.get(own.size() - 1)] = SplitPart.TEST;
                    naive[own.get(own.size() - 2)] = SplitPart.VALIDATION;
                }
            }
            assertThat(parts).isEqualTo(naive);
        }
    }

    @Test
    void givenFilesWithoutValidationLendSomeOfTrain() {
        SplitPart[] parts = TableSplit.given(
                80,
                0,
                20,
                data("data.split_strategy=given", "data.table.test_files=[b]", "data.random_val_ratio=0.25"));
        assertThat(count(parts, SplitPart.VALIDATION)).isEqualTo(20);
        assertThat(Arrays.copyOfRange(parts, 80, 100)).containsOnly(SplitPart.TEST);
        assertThat(count(parts, SplitPart.TEST)).isEqualTo(20);
    }

    /// Each row is tested once and validated once, whatever fold is asked for, and the folds are equal.
    @Test
    void foldsCoverAllRowsOnce() {
        for (int size : new int[] {10, 11, 97}) {
            int[] tested = new int[size];
            int[] validated = new int[size];
            for (int fold = 1; fold <= 4; fold++) {
                SplitPart[] parts = TableSplit.of(
                        new RowTimes(),
                        Optional.empty(),
                        size,
                        data("data.split_strategy=k_fold", "data.folds=4", "data.fold=" + fold));
                assertThat(count(parts, SplitPart.TEST)).isBetween(size / 4L, size / 4L + 1);
                for (int row = 0; row < size; row++) {
                    tested[row] += parts[row] == SplitPart.TEST ? 1 : 0;
                    validated[row] += parts[row] == SplitPart.VALIDATION ? 1 : 0;
                }
            }
            assertThat(tested).containsOnly(1);
            assertThat(validated).containsOnly(1);
        }
        assertThat(TableSplit.folds(50, 5, 2, 1)).isNotEqualTo(TableSplit.folds(50, 5, 2, 2));
    }
}
