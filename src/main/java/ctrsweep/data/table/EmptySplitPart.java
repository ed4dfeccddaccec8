package ctrsweep.data.table;

import ctrsweep.settings.DataSettings;

/// Explains why a part of the split has no row.
///
/// @param rows how many there were to be split
record EmptySplitPart(SplitPart part, DataSettings data, int rows) {

    /// The message: which part is empty, and what would give it rows.
    String why() {
        return switch (data.splitStrategy()) {
            case RANDOM ->
                "split_strategy: random gives %s of %,d rows".formatted(ratio("random", randomRatio()), rows);
            case K_FOLD ->
                "split_strategy: k_fold divides %,d rows into data.folds: %d, and needs a row for each"
                        .formatted(rows, data.folds());
            case TEMPORAL ->
                "split_strategy: temporal gives %s of %,d rows by their times, and rows of one time stay together"
                        .formatted(ratio("temporal", temporalRatio()), rows);
            case LEAVE_ONE_OUT ->
                ("split_strategy: leave_one_out takes the last two of each user's rows for validation and test where a "
                                + "user has data.min_interactions: %d or more; no user of the %,d rows has enough, or "
                                + "all have no more than those")
                        .formatted(data.minInteractions(), rows);
            case GIVEN -> given();
        };
    }

    private String given() {
        return switch (part) {
            case TRAIN -> "data.table.files have none, or random_val_ratio takes them all";
            case VALIDATION ->
                data.table().validationFiles().isEmpty()
                        ? "data.table.validation_files names none, and data.random_val_ratio: %s of %,d rows is none"
                                .formatted(data.randomValRatio(), rows)
                        : "data.table.validation_files have none";
            case TEST ->
                data.table().testFiles().isEmpty()
                        ? "data.table.test_files names none"
                        : "data.table.test_files have none";
        };
    }

    private double randomRatio() {
        return part == SplitPart.TEST ? data.randomTestRatio() : data.randomValRatio();
    }

    private double temporalRatio() {
        return part == SplitPart.TEST ? data.temporalTestRatio() : data.temporalValRatio();
    }

    private String ratio(String split, double ratio) {
        return switch (part) {
            case TRAIN -> "what data.%s_val_ratio and data.%s_test_ratio leave".formatted(split, split);
            case VALIDATION -> "data.%s_val_ratio: %s".formatted(split, ratio);
            case TEST -> "data.%s_test_ratio: %s".formatted(split, ratio);
        };
    }
}
