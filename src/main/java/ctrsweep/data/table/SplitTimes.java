package ctrsweep.data.table;

import java.time.Instant;

/// The times of given files: rows to be tested on should not come before the training rows.
final class SplitTimes {
    private long learntUntil = Long.MIN_VALUE;
    private long validationBegins = Long.MAX_VALUE;
    private long testBegins = Long.MAX_VALUE;

    /// @param time unix seconds
    void note(SplitPart part, long time) {
        switch (part) {
            case TRAIN -> learntUntil = Math.max(learntUntil, time);
            case VALIDATION -> validationBegins = Math.min(validationBegins, time);
            case TEST -> testBegins = Math.min(testBegins, time);
        }
    }

    /// The contradiction, or empty.
    String words() {
        return validationBegins < learntUntil
                ? words(SplitPart.VALIDATION, validationBegins)
                : testBegins < learntUntil ? words(SplitPart.TEST, testBegins) : "";
    }

    private String words(SplitPart part, long begins) {
        return "the %s rows begin at %s, before the training rows end at %s"
                .formatted(part.words(), Instant.ofEpochSecond(begins), Instant.ofEpochSecond(learntUntil));
    }
}
