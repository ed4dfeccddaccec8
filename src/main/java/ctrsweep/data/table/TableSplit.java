package ctrsweep.data.table;

import ctrsweep.data.Shuffle;
import ctrsweep.settings.DataSettings;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Which rows train, by the settings; each row is in one part.
final class TableSplit {
    private static final int NONE = -1;

    private TableSplit() {}

    /// The part of each row.
    ///
    /// @param rows for splits by time, else empty
    /// @param cuts of the temporal split
    static SplitPart[] of(RowTimes rows, Optional<CutPoints> cuts, int size, DataSettings data) {
        return switch (data.splitStrategy()) {
            case RANDOM -> random(size, data.randomValRatio(), data.randomTestRatio(), data.splitSeed());
            case K_FOLD -> folds(size, data.folds(), data.fold(), data.splitSeed());
            case TEMPORAL -> temporal(rows, cuts.orElseThrow());
            case LEAVE_ONE_OUT -> leaveOneOut(rows, data.minInteractions());
            case GIVEN -> throw new IllegalArgumentException("the files themselves are the parts");
        };
    }

    /// Of n rows, floor(n * ratio) test, as many by their ratio are for validation, and the others train.
    static SplitPart[] random(int size, double validation, double test, long seed) {
        int[] order = Shuffle.of(size, new SplittableRandom(seed));
        int tests = (int) (size * test);
        int validations = (int) (size * validation);
        SplitPart[] parts = filled(size);
        for (int i = 0; i < tests + validations; i++) {
            parts[order[i]] = i < tests ? SplitPart.TEST : SplitPart.VALIDATION;
        }
        return parts;
    }

    /// Each row is in one of the folds, the same for every `fold`.
    ///
    /// @param fold from 1: is for test; the next one is for validation
    static SplitPart[] folds(int size, int folds, int fold, long seed) {
        int[] order = Shuffle.of(size, new SplittableRandom(seed));
        SplitPart[] parts = filled(size);
        for (int i = 0; i < size; i++) {
            int at = i % folds;
            if (at == fold - 1) {
                parts[order[i]] = SplitPart.TEST;
            } else if (at == fold % folds) {
                parts[order[i]] = SplitPart.VALIDATION;
            }
        }
        return parts;
    }

    /// As the files are, those of the training rows first; where none is for validation, some of the training
    /// rows are, by their ratio.
    static SplitPart[] given(int train, int validation, int test, DataSettings data) {
        SplitPart[] parts = filled(train + validation + test);
        Arrays.fill(parts, train, train + validation, SplitPart.VALIDATION);
        Arrays.fill(parts, train + validation, parts.length, SplitPart.TEST);
        if (data.table().validationFiles().isEmpty()) {
            SplitPart[] drawn = random(train, data.randomValRatio(), 0, data.splitSeed());
            System.arraycopy(drawn, 0, parts, 0, train);
        }
        return parts;
    }

    private static SplitPart[] temporal(RowTimes rows, CutPoints cuts) {
        SplitPart[] parts = filled(rows.size());
        Arrays.setAll(parts, row -> cuts.part(rows.time(row)));
        return parts;
    }

    /// The last row of each user is for the test, the one before for validation, as [RowTimes#isAfter] orders
    /// them. Users with fewer rows than `least` only train.
    private static SplitPart[] leaveOneOut(RowTimes rows, int least) {
        int[] count = new int[rows.userCount()];
        int[] last = new int[rows.userCount()];
        int[] before = new int[rows.userCount()];
        for (int row = 0; row < rows.size(); row++) {
            int user = rows.user(row);
            if (count[user] == 0 || rows.isAfter(row, last[user])) {
                before[user] = last[user];
                last[user] = row;
            } else if (count[user] == 1 || rows.isAfter(row, before[user])) {
                before[user] = row;
            }
            count[user]++;
        }
        SplitPart[] parts = filled(rows.size());
        for (int user = 0; user < count.length; user++) {
            if (count[user] >= Math.max(least, 1)) {
                parts[last[user]] = SplitPart.TEST;
                if (count[user] > 1) {
                    parts[before[user]] = SplitPart.VALIDATION;
                }
            }
        }
        return parts;
    }

    /// The first positive of a part for each user that train has.
    static int[] firstPositives(RowTimes rows, SplitPart[] parts, SplitPart part, IntPredicate isPositive) {
        boolean[] trained = new boolean[rows.userCount()];
        for (int row = 0; row < parts.length; row++) {
            trained[rows.user(row)] |= parts[row] == SplitPart.TRAIN;
        }
        int[] first = new int[rows.userCount()];
        Arrays.fill(first, NONE);
        for (int row = 0; row < parts.length; row++) {
            int user = rows.user(row);
            if (parts[row] == part
                    && trained[user]
                    && isPositive.test(row)
                    && (first[user] == NONE || !rows.isAfter(row, first[user]))) {
                first[user] = row;
            }
        }
        return IntStream.of(first).filter(row -> row != NONE).toArray();
    }

    private static SplitPart[] filled(int size) {
        SplitPart[] parts = new SplitPart[size];
        Arrays.fill(parts, SplitPart.TRAIN);
        return parts;
    }
}
