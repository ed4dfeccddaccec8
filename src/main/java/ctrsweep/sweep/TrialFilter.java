package ctrsweep.sweep;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// Which trials of a sweep are wanted. A condition's names, and what they are compared with:
///
/// - `trial`, `attempt`, `epochs`, `best_epoch`, `seed`, `objective` (or `value`): numbers;
/// - `seconds`: a number, or a span as `1h30m`;
/// - `state`, `stop_reason`: their words;
/// - `error`, `config_hash`, `owner`, `provenance.host` and its other keys: text;
/// - `created`, `started`, `ended`, `updated`: a date, which is all of the day, minute or second that it
///   names, as `2026-11-21`, `2026-11-21T10:00`, `2026-11-21T10:00:30Z`;
/// - `val.auc` and other metrics, at the best epoch: numbers, `inf` and `-inf`. NaN is no value, but that
///   `= nan` and `!= nan` ask for it;
/// - `params.training.lr`, or `training.lr` where it varies: the setting's values;
/// - `config.training.lr`: the same of any setting, whether it varies or not.
///
/// `like` takes the letters a to z in upper and lower case as the same.
///
/// @param condition as a person writes it
/// @param zone of dates that name none
/// @param latest whether only trials of the sweep's latest generation are wanted: those that may be compared
public record TrialFilter(Optional<String> condition, ZoneId zone, boolean latest) {
    public static final TrialFilter ALL = new TrialFilter(Optional.empty(), ZoneOffset.UTC, false);
    public static final TrialFilter LATEST = ALL.ofLatest();

    /// Trials that this filter wants and that are of the latest generation.
    public TrialFilter ofLatest() {
        return new TrialFilter(condition, zone, true);
    }
}
