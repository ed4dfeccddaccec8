package ctrsweep.cli.text;

import ctrsweep.train.Profile;
import java.util.Locale;

/// The operators of a profile, the slowest first.
public final class ProfilePage {
    private static final int SHOWN = 30;

    private ProfilePage() {}

    /// @param steps the number of steps profiled
    public static String of(Profile profile, int steps) {
        double all = profile.operators().stream()
                .mapToDouble(Profile.Operator::millis)
                .sum();
        StringBuilder page = new StringBuilder();
        page.append("%-44s %10s %10s %7s%n".formatted("operator", "calls/step", "ms/step", "share"));
        profile.operators().stream()
                .limit(SHOWN)
                .forEach(operator -> page.append(String.format(
                        Locale.ROOT,
                        "%-44s %10.1f %10.3f %6.1f%%%n",
                        operator.name(),
                        (double) operator.calls() / steps,
                        operator.millis() / steps,
                        100 * operator.millis() / all)));
        return page.append("trace: ").append(profile.trace()).append("\n").toString();
    }
}
