package ctrsweep.train;

import ctrsweep.data.Dataset;
import ctrsweep.data.EncodingFacts;
import ctrsweep.data.Examples;
import ctrsweep.data.LabelledEncoder;
import ctrsweep.data.RawRow;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.metric.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A data set that is another in all that its class does not say.
abstract class ForwardingDataset implements Dataset {
    private final Dataset dataset;

    ForwardingDataset(Dataset dataset) {
        this.dataset = dataset;
    }

    @Override
    public Schema schema() {
        return dataset.schema();
    }

    @Override
    public Examples train(long seed, int pass) {
        return dataset.train(seed, pass);
    }

    @Override
    public Examples validation() {
        return dataset.validation();
    }

    @Override
    public Examples trainAndValidation(long seed, int pass) {
        return dataset.trainAndValidation(seed, pass);
    }

    @Override
    public Examples test() {
        return dataset.test();
    }

    @Override
    public List<String> rawColumns() {
        return dataset.rawColumns();
    }

    @Override
    public Map<String, Set<String>> separators() {
        return dataset.separators();
    }

    @Override
    public Rows encode(List<RawRow> rows) {
        return dataset.encode(rows);
    }

    @Override
    public EncodingFacts facts() {
        return dataset.facts();
    }

    @Override
    public LabelledEncoder labelled() {
        return dataset.labelled();
    }

    @Override
    public Optional<Path> keepEncoders(Path folder) throws IOException {
        return dataset.keepEncoders(folder);
    }

    @Override
    public String fingerprint() {
        return dataset.fingerprint();
    }

    @Override
    public Map<String, String> evaluation() {
        return dataset.evaluation();
    }

    @Override
    public Optional<String> remark() {
        return dataset.remark();
    }

    @Override
    public Optional<String> damage() {
        return dataset.damage();
    }

    @Override
    public Map<Metric, Double> reachable() {
        return dataset.reachable();
    }
}
