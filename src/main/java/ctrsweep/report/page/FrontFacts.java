package ctrsweep.report.page;

import ctrsweep.metric.Metric;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The points of a sweep with several objectives by two of them.
///
/// @param points best first
record FrontFacts(Metric across, Metric up, List<Dot> points) {

    /// @param trial place of the point's first trial
    /// @param across the mean over its trials
    /// @param up likewise
    record Dot(int trial, int front, double across, double up) {}

    /// Every pair of objectives, the first one upwards; empty if there is one objective.
    ///
    /// @param places of the trials, by number
    static List<FrontFacts> of(List<Metric> objectives, List<Trial> results, Map<Long, Integer> places) {
        List<Point> points = Point.ranked(results);
        List<FrontFacts> facts = new ArrayList<>();
        for (int up = 0; up < objectives.size(); up++) {
            for (int across = up + 1; across < objectives.size(); across++) {
                facts.add(of(objectives.get(across), objectives.get(up), points, places));
            }
        }
        return facts;
    }

    private static FrontFacts of(Metric across, Metric up, List<Point> points, Map<Long, Integer> places) {
        List<Dot> dots = points.stream()
                .map(point -> new Dot(
                        places.getOrDefault(point.first().number(), 0),
                        point.first().front().orElse(0),
                        point.mean(across).orElse(Double.NaN),
                        point.mean(up).orElse(Double.NaN)))
                .toList();
        return new FrontFacts(across, up, dots);
    }
}
