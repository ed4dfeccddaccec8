package ctrsweep.search.tpe;

import ctrsweep.search.Observation;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a history tells of a group of parameters: the observations that have a value of each domain, as rows of
/// coordinates, in the order of the history.
///
/// It never changes; for a longer history a new one is made of it, which reads only what has come.
final class Observed {
    private final Group group;

    /// The whole history, also what has no row.
    private final List<Observation> history;

    private final List<Observation> rows;
    private final List<Column> columns;

    /// Rows from best to worst.
    private final int[] ranking;

    private Observed(
            Group group, List<Observation> history, List<Observation> rows, List<Column> columns, int[] ranking) {
        this.group = group;
        this.history = history;
        this.rows = rows;
        this.columns = columns;
        this.ranking = ranking;
    }

    static Observed nothing(Group group) {
        List<Column> columns = group.keys().stream().map(_ -> Column.of()).toList();
        return new Observed(group, List.of(), List.of(), columns, new int[0]);
    }

    /// What this history tells, begun anew if it does not begin with the same observations.
    Observed of(List<Observation> longer) {
        if (!beginsAsThis(longer)) {
            return nothing(group).of(longer);
        }
        if (longer.size() == history.size()) {
            return this;
        }
        List<Observation> all = new ArrayList<>(rows);
        List<double[]> added = new ArrayList<>();
        for (Observation observation : longer.subList(history.size(), longer.size())) {
            double[] point = coordinates(observation);
            if (point != null) {
                all.add(observation);
                added.add(point);
            }
        }
        List<Column> extended = IntStream.range(0, columns.size())
                .mapToObj(d -> columns.get(d)
                        .extended(added.stream().mapToDouble(point -> point[d]).toArray()))
                .toList();
        int[] ranked = Order.extended(ranking, all.size(), (a, b) -> Rank.compare(all.get(a), all.get(b)));
        return new Observed(group, List.copyOf(longer), all, extended, ranked);
    }

    private boolean beginsAsThis(List<Observation> longer) {
        if (longer.size() < history.size()) {
            return false;
        }
        // The same objects, as a rule, so that nothing is compared in depth.
        return history.equals(longer.subList(0, history.size()));
    }

    private double @Nullable [] coordinates(Observation observation) {
        Map<String, Value> values = observation.assignment().values();
        double[] point = new double[columns.size()];
        for (int d = 0; d < point.length; d++) {
            Value value = values.get(group.keys().get(d));
            point[d] = value == null ? Double.NaN : group.axes().get(d).coordinate(value);
            if (Double.isNaN(point[d])) {
                return null;
            }
        }
        return point;
    }

    Group group() {
        return group;
    }

    int size() {
        return rows.size();
    }

    /// The good observations and the bad ones.
    Split split() {
        boolean[] isGood = new boolean[size()];
        good().forEach(row -> isGood[row] = true);
        return new Split(parzen(isGood, true), parzen(isGood, false));
    }

    /// The rows of the good observations, from the best on.
    List<Integer> good() {
        return IntStream.of(ranking)
                .limit(Split.mostGood(size()))
                .filter(row -> !Rank.failed(rows.get(row)))
                .boxed()
                .toList();
    }

    /// The density of the observations on one side.
    private Parzen parzen(boolean[] isGood, boolean side) {
        int[] places = new int[size()];
        int count = 0;
        for (int row = 0; row < size(); row++) {
            places[row] = isGood[row] == side ? count++ : -1;
        }
        int kept = count;
        List<Kernels> kernels = IntStream.range(0, columns.size())
                .mapToObj(d -> group.axes().get(d).kernels(columns.get(d).selected(places, kept)))
                .toList();
        return new Parzen(Ramp.weights(kept), kernels);
    }
}
