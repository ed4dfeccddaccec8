package ctrsweep.config;

import ctrsweep.files.OutputsUri;
import ctrsweep.settings.SettingType;
import ctrsweep.space.Value;
import ctrsweep.text.Durations;
import ctrsweep.text.NearestName;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads `budget`, `on_failure` and `outputs`.
final class BudgetReader {
    private static final int MOST_RETRIES = 100;

    private BudgetReader() {}

    static Budget budget(Section section) {
        section.only(List.of("trials", "wall", "trial_wall", "failures"));
        return new Budget(
                section.atLeastOne("trials"),
                time(section, "wall"),
                time(section, "trial_wall"),
                section.atLeastOne("failures"));
    }

    private static Optional<Duration> time(Section section, String key) {
        return section.text(key).flatMap(text -> {
            Optional<Duration> span = Durations.read(text);
            section.valid(key, span.isPresent(), "must be a time, as 8h, 40m, 90s or 1h30m, not " + text);
            return span;
        });
    }

    static OnFailure onFailure(Section section) {
        section.only(List.of("retries", "nan"));
        long retries = section.value("retries", SettingType.Plain.LONG)
                .map(value -> ((Value.Int) value).value())
                .filter(number -> section.valid(
                        "retries",
                        number >= 0 && number <= MOST_RETRIES,
                        "must be from 0 to " + MOST_RETRIES + ", not " + number))
                .orElse(0L);
        return new OnFailure((int) retries, policy(section, "nan", NanPolicy.FAIL));
    }

    static KeptWeights keep(Section section) {
        section.only(List.of("keep", "uri"));
        return policy(section, "keep", KeptWeights.ALL);
    }

    static Optional<OutputsUri> place(Section section) {
        return section.text("uri").flatMap(text -> {
            try {
                return Optional.of(OutputsUri.of(text));
            } catch (IllegalArgumentException e) {
                section.valid("uri", false, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    private static <E extends Enum<E>> E policy(Section section, String key, E standard) {
        Class<E> policies = standard.getDeclaringClass();
        List<String> names = EnumSet.allOf(policies).stream()
                .map(policy -> policy.name().toLowerCase(Locale.ROOT))
                .toList();
        return section.text(key)
                .filter(name -> section.valid(
                        key, names.contains(name), "no such policy: " + name + NearestName.hint(name, names)))
                .map(name -> Enum.valueOf(policies, name.toUpperCase(Locale.ROOT)))
                .orElse(standard);
    }
}
