package ctrsweep.train;

import ai.djl.ndarray.NDManager;
import ctrsweep.data.Examples;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.metric.Metric;
import ctrsweep.model.Exported;
import ctrsweep.model.Inputs;
import ctrsweep.model.Model;
import ctrsweep.model.OnnxModel;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.LossSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/// A model with the weights of a trial that has ended, ready to predict. For one thread, which opens it.
public final class TrainedModel implements AutoCloseable {
    private final Experiment experiment;
    private final Schema schema;
    private final NDManager manager;
    private final ModelState state;
    private final ScriptedModel scripted;

    private TrainedModel(Experiment experiment, Schema schema, NDManager manager, Model model, ModelState state) {
        this.experiment = experiment;
        this.schema = schema;
        this.manager = manager;
        this.state = state;
        scripted = new ScriptedModel(manager, model, state);
    }

    /// @param schema of the data that it was trained on
    /// @param weights the content of the file that the trainer left
    /// @throws IllegalArgumentException when they are not those of this config's model on this schema
    public static TrainedModel open(
            Torch torch, Devices.Usable device, Experiment experiment, Schema schema, byte[] weights) {
        torch.prepareThread();
        Model model = Model.of(experiment, schema, device.kernels());
        ModelState state = WeightsFile.read(weights, torch, model);
        return new TrainedModel(experiment, schema, torch.manager(device.device()), model, state);
    }

    /// How the model wants the columns of rows.
    public Inputs inputs() {
        return Model.of(experiment, schema, new Model.Kernels(false, false)).inputs();
    }

    /// The metrics that training measures.
    ///
    /// @param split what they are called by: `val`, `test`
    public Map<Metric, Double> evaluate(String split, Examples rows) {
        return metrics(split, outputs(rows), rows);
    }

    /// The metrics of outputs that [#outputs] gave.
    ///
    /// @param rows with their labels and groups; those of a group stand together
    public Map<Metric, Double> metrics(String split, float[] outputs, Examples rows) {
        return Evaluation.of(split, outputs, rows, experiment);
    }

    /// The probability of each row, or its rating where the loss is `mse`.
    public double[] predict(Examples rows) {
        return Predictions.of(outputs(rows), experiment.loss().name());
    }

    /// A TorchScript archive that gives the same predictions in PyTorch, without this program.
    ///
    /// @param example some rows, kept in it to check it by
    public byte[] archive(Rows example) {
        Model portable = Model.of(experiment, schema, new Model.Kernels(false, false));
        double[] predictions = predict(example);
        float[] narrow = new float[predictions.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) predictions[i];
        }
        boolean probabilities = experiment.loss().name() != LossSettings.LossName.MSE;
        return new Exported(portable, probabilities).archive(state.weights, state.statistics, example, narrow);
    }

    /// Writes the model as a graph in ONNX that gives the same predictions.
    ///
    /// @param facts kept in the file's metadata
    /// @throws IllegalArgumentException when it has more than the 2 GB that such a file may have
    public void onnx(OutputStream out, Map<String, String> facts) throws IOException {
        new OnnxModel(experiment, schema, experiment.loss().name() != LossSettings.LossName.MSE)
                .write(out, state.weights, state.statistics, facts);
    }

    /// The logit of each row, or its rating where the loss is `mse`.
    public float[] outputs(Examples rows) {
        try (Feed there = scripted.feed(rows)) {
            return scripted.logits(there);
        }
    }

    @Override
    public void close() {
        scripted.close();
        manager.close();
    }
}
