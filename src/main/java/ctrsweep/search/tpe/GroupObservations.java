package ctrsweep.search.tpe;

import ctrsweep.search.Observation;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The observations of a history that have a valid value for every parameter of a group, as rows of coordinates, in
/// the order of the history.
///
/// Immutable. For a longer history, [#of] makes a new one that reads only the added observations.
final class GroupObservations {
    private final Group group;

    /// The whole history, including observations without a row.
    private final List<Observation> history;

    private final List<Observation> rows;
    private final List<SortedColumn> columns;

    /// Rows from best to worst.
    private final int[] ranking;

    private GroupObservations(
            Group group, List<Observation> history, List<Observation> rows, List<SortedColumn> columns, int[] ranking) {
        this.group = group;
        this.history = history;
        this.rows = rows;
        this.columns = columns;
        this.ranking = ranking;
    }

    static GroupObservations nothing(Group group) {
        List<SortedColumn> columns =
                group.keys().stream().map(_ -> SortedColumn.of()).toList();
        return new GroupObservations(group, List.of(), List.of(), columns, new int[0]);
    }

    /// The observations of this history, read from scratch if it does not begin with the same observations.
    GroupObservations of(List<Observation> longer) {
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
        List<SortedColumn> extended = IntStream.range(0, columns.size())
                .mapToObj(d -> columns.get(d)
                        .extended(added.stream().mapToDouble(point -> point[d]).toArray()))
                .toList();
        int[] ranked = ObservationOrder.ranking(ranking, all);
        return new GroupObservations(group, List.copyOf(longer), all, extended, ranked);
    }

    private boolean beginsAsThis(List<Observation> longer) {
        if (longer.size() < history.size()) {
            return false;
        }
        // Usually these are the same objects, so equals returns without comparing their contents.
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

    DensityRatio densityRatio() {
        boolean[] isGood = new boolean[size()];
        good().forEach(row -> isGood[row] = true);
        return new DensityRatio(parzen(isGood, true), parzen(isGood, false));
    }

    /// The rows of the good observations, best first.
    List<Integer> good() {
        return IntStream.of(ranking)
                .limit(DensityRatio.mostGood(size()))
                .filter(row -> !ObservationOrder.failed(rows.get(row)))
                .boxed()
                .toList();
    }

    /// The density of the good or of the bad observations.
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
        return new Parzen(ObservationWeights.weights(kept), kernels);
    }
}
