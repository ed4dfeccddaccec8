package ctrsweep.data.table;

import ctrsweep.settings.TableSettings;
import java.util.List;
import java.util.Locale;

/// A part of a split.
public enum SplitPart {
    TRAIN,
    VALIDATION,
    TEST;

    /// Files whose rows are of this part where the files themselves are the parts; else all are the first's.
    List<String> files(TableSettings settings) {
        return switch (this) {
            case TRAIN -> settings.files();
            case VALIDATION -> settings.validationFiles();
            case TEST -> settings.testFiles();
        };
    }

    /// The name in lower case.
    public String words() {
        return name().toLowerCase(Locale.ROOT);
    }
}
