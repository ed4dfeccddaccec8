package ctrsweep.sweep;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What people note about a sweep, to find it again.
///
/// @param owner who launched it, if known
/// @param tags in alphabetical order
public record SweepLabels(Optional<String> owner, List<String> tags) {
    public static final SweepLabels NONE = new SweepLabels(Optional.empty(), List.of());

    /// The rule for tags, for messages.
    public static final String TAG_RULE =
            "must be up to 60 letters, digits and any of . _ : / = + -, the first a letter or digit";

    /// The rule for owners, for messages.
    public static final String OWNER_RULE = "must have 1 to 100 characters, none of them a control character";

    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._:/=+-]{0,59}");
    private static final Pattern OWNER = Pattern.compile("(?!\\s)[^\\p{Cntrl}\\p{Cf}]{1,100}(?<!\\s)");

    public SweepLabels {
        tags = tags.stream().sorted().toList();
    }

    public static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    public static boolean isOwner(String text) {
        return OWNER.matcher(text).matches();
    }
}
