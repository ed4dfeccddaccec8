package ctrsweep.config;

import ctrsweep.settings.SettingType;
import ctrsweep.space.Value;
import ctrsweep.text.Durations;
import ctrsweep.text.NearestName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads `budget` and `on_failure`.
final class BudgetReader {
    private static final List<String> POLICIES = List.of("fail", "keep");
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
        NanPolicy policy = section.text("nan")
                .filter(name -> section.valid(
                        "nan", POLICIES.contains(name), "no such policy: " + name + NearestName.hint(name, POLICIES)))
                .map(name -> NanPolicy.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(NanPolicy.FAIL);
        return new OnFailure((int) retries, policy);
    }
}
