package ctrsweep.data.table;

import ctrsweep.config.Experiment;
import ctrsweep.config.Experiment.SplitStrategy;
import ctrsweep.config.TableSettings;
import ctrsweep.data.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The rows of all files that can be read, each with its part. Which those are is known after one reading.
final class PartedRows {
    private final RowSource source;
    private final TableSettings settings;
    private final Part[] parts;
    private final BadRows bad;
    /// Rows of the right width that have a value which cannot be read, by their number.
    private final BitSet unreadable = new BitSet();

    interface PartedRow {
        void accept(List<String> row, Part part);
    }

    /// Reads all files once.
    ///
    /// @throws DataException for a row that cannot be read, unless the settings let it be left out; for a part
    ///     without a row
    PartedRows(RowSource source, Targets targets, Coders coders, Experiment.Data data) {
        this.source = source;
        settings = data.table();
        RowTimes times = new RowTimes();
        List<Part> files = new ArrayList<>();
        bad = read(targets, coders, times, files);
        parts = data.splitStrategy() == SplitStrategy.GIVEN
                ? TableSplit.given(files, data)
                : TableSplit.of(times, data);
        requireRows();
    }

    /// The rows that were left out.
    BadRows bad() {
        return bad;
    }

    /// Hands over all others, in the order of the files.
    void forEach(PartedRow action) {
        int[] read = new int[1];
        int[] good = new int[1];
        for (Part part : Part.values()) {
            source.forEach(files(part), row -> {
                if (!unreadable.get(read[0]++)) {
                    action.accept(row, parts[good[0]++]);
                }
            });
        }
    }

    /// @param times gets user and time of each good row
    /// @param parts gets the part of its file
    private BadRows read(Targets targets, Coders coders, RowTimes times, List<Part> parts) {
        RowBuffer scratch = new RowBuffer(coders.schema());
        List<Coverage> uncounted = coders.uncounted();
        int[] read = new int[1];
        List<BadRows> left = new ArrayList<>();
        for (Part part : Part.values()) {
            left.add(source.forEach(files(part), row -> {
                int number = read[0]++;
                unreadable.set(number);
                targets.check(row);
                coders.encode(row, scratch, uncounted);
                unreadable.clear(number);
                times.add(targets.user(row), targets.time(row));
                parts.add(part);
            }));
        }
        return BadRows.all(left);
    }

    private List<String> files(Part part) {
        return switch (part) {
            case TRAIN -> settings.files();
            case VALIDATION -> settings.validationFiles();
            case TEST -> settings.testFiles();
        };
    }

    private void requireRows() {
        for (Part part : Part.values()) {
            if (Arrays.stream(parts).noneMatch(part::equals)) {
                throw new DataException("%s: no row is for %s%s; look at split_strategy and its ratios"
                        .formatted(
                                source.files().getFirst(), part.words(), bad.count() == 0 ? "" : "; " + bad.words()));
            }
        }
    }
}
