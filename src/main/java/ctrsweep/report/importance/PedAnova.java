package ctrsweep.report.importance;

import ctrsweep.report.importance.Importances.Ranked;
import ctrsweep.report.importance.Importances.Unknown;
import ctrsweep.space.Domain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.IntStream;

/// The importance of each parameter for being among the best points.
///
/// The best points are the best tenth, but at least ten points, or a quarter if that is fewer. Points that tie with
/// the last of them count too.
///
/// @param domains by parameter, in the order of the spec; a missing one is guessed from the values
/// @param seed of the resampling
public record PedAnova(Map<String, Domain> domains, long seed) {
    static final int FEWEST_POINTS = 8;

    public Importances of(List<ScoredPoint> points) {
        List<ScoredPoint> ranked = points.stream()
                .filter(point -> !Double.isNaN(point.loss()))
                .sorted(Comparator.comparingDouble(ScoredPoint::loss))
                .toList();
        RankedPoints sample = new RankedPoints(
                ranked.stream().mapToDouble(ScoredPoint::loss).toArray(),
                parameters(ranked).stream()
                        .map(name -> ParameterCells.of(name, Optional.ofNullable(domains.get(name)), ranked))
                        .toList());
        return sample.refusal()
                .<Importances>map(Unknown::new)
                .orElseGet(() -> ranked(sample, points.size() - ranked.size()));
    }

    /// The parameters that some point has, in the order of the spec, others by name.
    private SequencedSet<String> parameters(List<ScoredPoint> points) {
        SequencedSet<String> names = new LinkedHashSet<>(domains.keySet());
        points.stream()
                .flatMap(point -> point.values().keySet().stream())
                .sorted()
                .forEach(names::add);
        names.removeIf(name -> points.stream().noneMatch(point -> point.values().containsKey(name)));
        return names;
    }

    private Ranked ranked(RankedPoints sample, int withoutResult) {
        double[] shares = sample.shares();
        BootstrapShares resampled = BootstrapShares.of(sample, seed);
        List<Importance> parameters = IntStream.range(0, shares.length)
                .mapToObj(i -> new Importance(
                        sample.parameters().get(i).parameter(),
                        shares[i],
                        Math.min(shares[i], resampled.low(i)),
                        Math.max(shares[i], resampled.high(i))))
                .sorted(Comparator.comparingDouble(Importance::share).reversed())
                .toList();
        return new Ranked(parameters, sample.points(), sample.best(), remarks(sample, withoutResult));
    }

    private static List<String> remarks(RankedPoints sample, int withoutResult) {
        List<String> remarks = new ArrayList<>();
        if (withoutResult > 0) {
            remarks.add("points without a result, left out: %d".formatted(withoutResult));
        }
        if (sample.pruned() > 0) {
            remarks.add("pruned points, counted as worse than all others: %d".formatted(sample.pruned()));
        }
        for (ParameterCells parameter : sample.parameters()) {
            if (parameter.count() < sample.points()) {
                remarks.add("%s is active in %d of %d points and is compared within these"
                        .formatted(parameter.parameter(), parameter.count(), sample.points()));
            }
        }
        return remarks;
    }
}
