package ctrsweep.report.picture;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.report.importance.Importances;
import ctrsweep.report.importance.Judged;
import ctrsweep.report.importance.PedAnova;
import ctrsweep.space.Assignment;
import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.TrialResult;
import ctrsweep.sweep.TrialState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Sweeps that nobody ran.
final class MadeUpFacts {
    static final Metric AUC = Metric.of("val.auc");

    private MadeUpFacts() {}

    /// Whose objective is the better the nearer `training.lr` is to 3e-3, and better with the model `b` than with
    /// `a`; each trial overfits from an epoch of its own on. Every seventh is pruned.
    static Facts of(int trials) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put(
                "training.lr",
                new Interval(
                        new BigDecimal("1e-4"),
                        new BigDecimal("1e-1"),
                        Interval.Scale.LOG,
                        Optional.empty(),
                        Interval.Kind.REAL));
        domains.put("model_name", new Choices(List.of(new Value.Text("a"), new Value.Text("b"), new Value.Text("c"))));
        domains.put(
                "feature.embedding_l2_regularization",
                new Interval(
                        new BigDecimal("0"),
                        new BigDecimal("0.5"),
                        Interval.Scale.LINEAR,
                        Optional.empty(),
                        Interval.Kind.REAL));
        SplittableRandom random = new SplittableRandom(3);
        List<Track> tracks = new ArrayList<>();
        for (int number = 0; number < trials; number++) {
            Map<String, Value> values = new LinkedHashMap<>();
            domains.forEach((name, domain) -> values.put(name, domain.draw(random)));
            double exponent = Math.log10(values.get("training.lr").number().orElseThrow());
            double top = 0.76
                    - 0.03 * Math.abs(exponent + 2.5)
                    + (values.get("model_name").equals(new Value.Text("b")) ? 0.02 : 0)
                    + 0.005 * random.nextGaussian();
            tracks.add(track(number, values, number % 7 == 6, top, random.nextInt(5, 14)));
        }
        return facts(domains, ranked(tracks));
    }

    static Facts facts(Map<String, Domain> domains, List<Track> tracks) {
        Importances importances = new PedAnova(domains, 1)
                .of(Judged.of(tracks.stream().map(Track::result).toList(), AUC, Goal.MAXIMIZE));
        return new Facts("made-up", AUC, Goal.MAXIMIZE, domains, tracks, importances);
    }

    private static Track track(int number, Map<String, Value> values, boolean pruned, double top, int best) {
        int epochs = pruned ? 3 : best + 4;
        List<EpochReport> reports = IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> epoch(
                        epoch, top - 0.2 * Math.exp(-epoch * 6.0 / best) - (epoch > best ? 0.003 * (epoch - best) : 0)))
                .toList();
        int reached = Math.min(best, epochs);
        double value = reports.get(reached - 1).metrics().getOrDefault(AUC, Double.NaN);
        return new Track(
                trial(
                        number,
                        Optional.empty(),
                        pruned ? TrialState.PRUNED : TrialState.COMPLETED,
                        values,
                        reached,
                        value),
                reports);
    }

    static EpochReport epoch(int epoch, double auc) {
        return new EpochReport(epoch, 0.001, 1, 1000, Map.of(AUC, auc));
    }

    static TrialResult trial(
            long number, Optional<Integer> rank, TrialState state, Map<String, Value> values, int best, double value) {
        return new TrialResult(
                number,
                rank,
                state,
                new Assignment(values),
                best,
                Optional.of(best),
                Map.of(AUC, value),
                Optional.of(StopReason.PATIENCE),
                1,
                42,
                "hash-" + number,
                "point-" + number,
                Optional.empty(),
                1);
    }

    private static List<Track> ranked(List<Track> tracks) {
        List<TrialResult> best = tracks.stream()
                .map(Track::result)
                .filter(trial -> trial.state() == TrialState.COMPLETED)
                .sorted(java.util.Comparator.comparingDouble(
                        trial -> -trial.metric(AUC).orElseThrow()))
                .toList();
        return tracks.stream()
                .map(track -> new Track(
                        trial(
                                track.result().number(),
                                Optional.of(best.indexOf(track.result()) + 1).filter(rank -> rank > 0),
                                track.result().state(),
                                track.result().assignment().values(),
                                track.result().epochs(),
                                track.result().metric(AUC).orElseThrow()),
                        track.epochs()))
                .toList();
    }
}
