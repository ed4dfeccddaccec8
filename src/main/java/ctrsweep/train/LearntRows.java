package ctrsweep.train;

import java.util.Arrays;

/// The outputs of training rows as they were learnt from, with their labels.
final class LearntRows {
    private float[] outputs = new float[0];
    private float[] labels = new float[0];

    /// Adds the places from `begin` to `end` (exclusive) of a pass.
    ///
    /// @param all outputs of the pass, by place
    /// @param order the row at each place
    /// @param labelOf the label of each row
    void add(float[] all, int[] order, float[] labelOf, int begin, int end) {
        int before = outputs.length;
        outputs = Arrays.copyOf(outputs, before + end - begin);
        labels = Arrays.copyOf(labels, outputs.length);
        for (int place = begin; place < end; place++) {
            outputs[before + place - begin] = all[place];
            labels[before + place - begin] = labelOf[order[place]];
        }
    }

    float[] outputs() {
        return outputs;
    }

    float[] labels() {
        return labels;
    }
}
