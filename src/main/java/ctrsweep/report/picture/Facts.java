package ctrsweep.report.picture;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.report.Escaped;
import ctrsweep.report.importance.Importances;
import ctrsweep.space.Domain;
import ctrsweep.sweep.Point;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What pictures of a sweep are made of.
///
/// @param name of the sweep
/// @param domains of its parameters, as far as they are known
/// @param tracks by number of the trial
public record Facts(
        String name,
        Metric objective,
        Goal goal,
        Map<String, Domain> domains,
        List<Track> tracks,
        Importances importances) {
    private static final int LONGEST_NAME = 40;

    public Facts {
        domains = Collections.unmodifiableMap(new LinkedHashMap<>(domains));
        tracks = List.copyOf(tracks);
    }

    /// The best point.
    Optional<Point> winner() {
        return Point.ranked(tracks.stream().map(Track::result).toList()).stream()
                .findFirst();
    }

    /// The title of a picture: the sweep's name, and what it shows.
    String title(String what) {
        return brief(name) + ": " + what;
    }

    /// Text from outside, fit for a picture.
    static String brief(String text) {
        String shown = Escaped.of(text);
        return shown.length() <= LONGEST_NAME ? shown : shown.substring(0, LONGEST_NAME - 1) + "…";
    }
}
