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
/// The best are the best tenth; where that is fewer than ten points, ten, but no more than a quarter. Those that are
/// as good as the last of them count too.
///
/// @param domains by parameter, in the order of the spec; one that is missing is guessed from its values
/// @param seed of the resampling
public record PedAnova(Map<String, Domain> domains, long seed) {
    static final int FEWEST_POINTS = 8;

    public Importances of(List<Judged> points) {
        List<Judged> ranked = points.stream()
                .filter(point -> !Double.isNaN(point.loss()))
                .sorted(Comparator.comparingDouble(Judged::loss))
                .toList();
        Contest contest = new Contest(
                ranked.stream().mapToDouble(Judged::loss).toArray(),
                parameters(ranked).stream()
                        .map(name -> Places.of(name, Optional.ofNullable(domains.get(name)), ranked))
                        .toList());
        return contest.refusal()
                .<Importances>map(Unknown::new)
                .orElseGet(() -> ranked(contest, points.size() - ranked.size()));
    }

    /// Those that some point has: in the order of the spec, then by name.
    private SequencedSet<String> parameters(List<Judged> points) {
        SequencedSet<String> names = new LinkedHashSet<>(domains.keySet());
        points.stream()
                .flatMap(point -> point.values().keySet().stream())
                .sorted()
                .forEach(names::add);
        names.removeIf(name -> points.stream().noneMatch(point -> point.values().containsKey(name)));
        return names;
    }

    private Ranked ranked(Contest contest, int withoutResult) {
        double[] shares = contest.shares();
        Spread spread = Spread.of(contest, seed);
        List<Importance> parameters = IntStream.range(0, shares.length)
                .mapToObj(i -> new Importance(
                        contest.places().get(i).parameter(),
                        shares[i],
                        Math.min(shares[i], spread.low(i)),
                        Math.max(shares[i], spread.high(i))))
                .sorted(Comparator.comparingDouble(Importance::share).reversed())
                .toList();
        return new Ranked(parameters, contest.points(), contest.best(), remarks(contest, withoutResult));
    }

    private static List<String> remarks(Contest contest, int withoutResult) {
        List<String> remarks = new ArrayList<>();
        if (withoutResult > 0) {
            remarks.add("left out, as without a result: %d".formatted(withoutResult));
        }
        if (contest.pruned() > 0) {
            remarks.add("pruned, which count as worse than all others: %d".formatted(contest.pruned()));
        }
        for (Places places : contest.places()) {
            if (places.count() < contest.points()) {
                remarks.add("%s takes part in %d of %d points and is judged within them"
                        .formatted(places.parameter(), places.count(), contest.points()));
            }
        }
        return remarks;
    }
}
