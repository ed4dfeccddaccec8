package ctrsweep.report.picture;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.report.importance.Importances;
import ctrsweep.report.importance.PedAnova;
import ctrsweep.report.importance.ScoredPoint;
import ctrsweep.space.Assignment;
import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import ctrsweep.sweep.TrialState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Made-up sweeps.
final class MadeUpPictureData {
    static final Metric AUC = Metric.of("val.auc");

    private MadeUpPictureData() {}

    /// A sweep whose objective is better the nearer `training.lr` is to 3e-3, and better with the model `b` than
    /// with `a`. Each trial overfits from some epoch on; every seventh is pruned.
    static PictureData of(int count) {
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
        List<TrialDetails> trials = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            Map<String, Value> values = new LinkedHashMap<>();
            domains.forEach((name, domain) -> values.put(name, domain.draw(random)));
            double exponent = Math.log10(values.get("training.lr").number().orElseThrow());
            double top = 0.76
                    - 0.03 * Math.abs(exponent + 2.5)
                    + (values.get("model_name").equals(new Value.Text("b")) ? 0.02 : 0)
                    + 0.005 * random.nextGaussian();
            trials.add(trial(number, values, number % 7 == 6, top, random.nextInt(5, 14)));
        }
        return of(domains, ranked(trials));
    }

    static PictureData of(Map<String, Domain> domains, List<TrialDetails> trials) {
        Importances importances = new PedAnova(domains, 1)
                .of(ScoredPoint.of(trials.stream().map(TrialDetails::trial).toList(), AUC, Goal.MAXIMIZE));
        return new PictureData("made-up", AUC, Goal.MAXIMIZE, domains, trials, importances);
    }

    private static TrialDetails trial(int number, Map<String, Value> values, boolean pruned, double top, int best) {
        int epochs = pruned ? 3 : best + 4;
        List<EpochReport> reports = IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> epoch(
                        epoch, top - 0.2 * Math.exp(-epoch * 6.0 / best) - (epoch > best ? 0.003 * (epoch - best) : 0)))
                .toList();
        int reached = Math.min(best, epochs);
        double value = reports.get(reached - 1).metrics().getOrDefault(AUC, Double.NaN);
        return details(
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

    static Trial trial(
            long number, Optional<Integer> rank, TrialState state, Map<String, Value> values, int best, double value) {
        return new Trial(
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

    private static List<TrialDetails> ranked(List<TrialDetails> trials) {
        List<Trial> best = trials.stream()
                .map(TrialDetails::trial)
                .filter(trial -> trial.state() == TrialState.COMPLETED)
                .sorted(java.util.Comparator.comparingDouble(
                        trial -> -trial.metric(AUC).orElseThrow()))
                .toList();
        return trials.stream()
                .map(trial -> details(
                        trial(
                                trial.trial().number(),
                                Optional.of(best.indexOf(trial.trial()) + 1).filter(rank -> rank > 0),
                                trial.trial().state(),
                                trial.trial().assignment().values(),
                                trial.trial().epochs(),
                                trial.trial().metric(AUC).orElseThrow()),
                        trial.epochs()))
                .toList();
    }

    /// A trial of which no more is known.
    static TrialDetails details(Trial trial, List<EpochReport> epochs) {
        return new TrialDetails(
                trial,
                epochs,
                Map.of(),
                Map.of(),
                1,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of());
    }
}
