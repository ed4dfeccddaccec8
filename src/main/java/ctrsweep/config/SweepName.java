package ctrsweep.config;

import java.util.regex.Pattern;

/// How a sweep may be called: a name is a folder's too.
public final class SweepName {
    /// The rule for names, for messages.
    public static final String RULE =
            "must be up to 100 letters, digits, dots, dashes and underscores, the first a letter or digit";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private SweepName() {}

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }
}
