package ctrsweep.report.picture;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.report.Escaped;
import ctrsweep.report.importance.Importances;
import ctrsweep.space.Domain;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.TrialDetails;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The data that the pictures of a sweep show.
///
/// @param name of the sweep
/// @param domains of its parameters, as far as they are known
/// @param trials by number of the trial
public record PictureData(
        String name,
        Metric objective,
        Goal goal,
        Map<String, Domain> domains,
        List<TrialDetails> trials,
        Importances importances) {
    private static final int LONGEST_NAME = 40;

    public PictureData {
        domains = Collections.unmodifiableMap(new LinkedHashMap<>(domains));
        trials = List.copyOf(trials);
    }

    /// The best point; empty if no trial is ranked.
    Optional<Point> winner() {
        return Point.ranked(trials.stream().map(TrialDetails::trial).toList()).stream()
                .findFirst();
    }

    /// A title that names the sweep.
    String title(String what) {
        return brief(name) + ": " + what;
    }

    /// Escapes and shortens text from outside for a picture.
    static String brief(String text) {
        String shown = Escaped.of(text);
        return shown.length() <= LONGEST_NAME ? shown : shown.substring(0, LONGEST_NAME - 1) + "…";
    }
}
