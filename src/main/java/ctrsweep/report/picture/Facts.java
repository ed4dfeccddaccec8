package ctrsweep.report.picture;

import ctrsweep.config.Goal;
import ctrsweep.config.Metric;
import ctrsweep.report.Escaped;
import ctrsweep.report.importance.Importances;
import ctrsweep.space.Domain;
import ctrsweep.sweep.Point;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The data that the pictures of a sweep show.
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

    /// The best point; empty if no trial is ranked.
    Optional<Point> winner() {
        return Point.ranked(tracks.stream().map(Track::result).toList()).stream()
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
