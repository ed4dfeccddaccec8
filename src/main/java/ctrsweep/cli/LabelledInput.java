package ctrsweep.cli;

import ctrsweep.data.LabelledEncoder;
import ctrsweep.data.RawFile;
import ctrsweep.data.RawRow;
import ctrsweep.data.RowEncoder;
import ctrsweep.data.Rows;
import ctrsweep.metric.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A file of rows with labels, on which a model is measured. Of each row, its output, label and group are kept in
/// memory.
record LabelledInput(RawFile file, LoadedModel<RowEncoder> trained) {
    private static final String SPLIT = "input";
    private static final int BATCH = 4096;

    /// The metrics that training measures, as `input.auc`.
    ///
    /// @throws ctrsweep.data.DataException with the place of what is missing or cannot be read
    Map<Metric, Double> metrics() {
        LabelledEncoder encoder = trained.encoder().labelled();
        file.require(encoder.columns());
        List<float[]> outputs = new ArrayList<>();
        List<Rows> batches = new ArrayList<>();
        for (List<RawRow> batch = file.next(BATCH); !batch.isEmpty(); batch = file.next(BATCH)) {
            Rows rows = encoder.encode(batch);
            outputs.add(trained.model().outputs(rows));
            batches.add(withoutFields(rows.size(), rows.labels(), rows.groups()));
        }
        return byGroup(outputs, batches);
    }

    private static Rows withoutFields(int size, float[] labels, int[] groups) {
        return new Rows(size, new int[0], new int[0], new float[0], labels, groups);
    }

    /// Rows of a group must stand together.
    private Map<Metric, Double> byGroup(List<float[]> outputs, List<Rows> batches) {
        int size = batches.stream().mapToInt(Rows::size).sum();
        float[] allOutputs = new float[size];
        float[] allLabels = new float[size];
        int[] allGroups = new int
                [batches.stream().mapToInt(batch -> batch.groups().length).sum()];
        int at = 0;
        for (int i = 0; i < batches.size(); i++) {
            Rows batch = batches.get(i);
            System.arraycopy(outputs.get(i), 0, allOutputs, at, batch.size());
            System.arraycopy(batch.labels(), 0, allLabels, at, batch.size());
            System.arraycopy(batch.groups(), 0, allGroups, Math.min(at, allGroups.length), batch.groups().length);
            at += batch.size();
        }
        if (allGroups.length == 0) {
            return trained.model().metrics(SPLIT, allOutputs, withoutFields(size, allLabels, allGroups));
        }
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingInt(row -> allGroups[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        float[] sortedOutputs = new float[size];
        float[] sortedLabels = new float[size];
        int[] sortedGroups = new int[size];
        for (int i = 0; i < size; i++) {
            sortedOutputs[i] = allOutputs[order[i]];
            sortedLabels[i] = allLabels[order[i]];
            sortedGroups[i] = allGroups[order[i]];
        }
        return trained.model().metrics(SPLIT, sortedOutputs, withoutFields(size, sortedLabels, sortedGroups));
    }
}
