package ctrsweep.search.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Losses of one sweep, normalised, as rows of the process.
final class LearntLosses {
    private final List<double[]> rows;
    private final double[] losses;
    private final double least;

    private LearntLosses(List<double[]> rows, double[] losses, double least) {
        this.rows = rows;
        this.losses = losses;
        this.least = least;
    }

    /// @param succeeded results with a finite loss, at least one
    /// @param most of the sweep's losses that are learnt from
    /// @param mostEpochs of a trial, if epochs are a coordinate
    /// @param sweep the coordinate of the sweep, if there are several
    static LearntLosses of(List<LocatedResult> succeeded, int most, OptionalInt mostEpochs, List<Double> sweep) {
        Optional<Epochs> epochs = mostEpochs.isPresent()
                ? Optional.of(Epochs.of(
                        mostEpochs.getAsInt(),
                        succeeded.stream().map(LocatedResult::observation).toList()))
                : Optional.empty();
        int rungs = epochs.map(each -> each.rungs().size()).orElse(1);
        List<double[]> rows = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        for (LocatedResult result : LocatedResult.kept(succeeded, Math.max(1, most / rungs))) {
            List<Epochs.Measured> all = epochs.map(each -> each.measured(result.observation()))
                    .orElseGet(() -> List.of(new Epochs.Measured(1, result.loss())));
            for (Epochs.Measured measured : all) {
                rows.add(Acquisition.extended(result.row(), context(epochs.map(_ -> measured.place()), sweep)));
                losses.add(measured.loss());
            }
        }
        losses.add(succeeded.stream().mapToDouble(LocatedResult::loss).min().orElseThrow());
        double[] normal = Losses.normalised(
                losses.stream().mapToDouble(Double::doubleValue).toArray());
        return new LearntLosses(rows, Arrays.copyOf(normal, rows.size()), normal[rows.size()]);
    }

    /// The coordinates behind those of a point.
    static List<Double> context(Optional<Double> epochs, List<Double> sweep) {
        return Stream.concat(epochs.stream(), sweep.stream()).toList();
    }

    List<double[]> rows() {
        return rows;
    }

    /// One for each row.
    double[] losses() {
        return losses;
    }

    /// The least loss that was measured.
    double least() {
        return least;
    }
}
