package ctrsweep.train;

import ctrsweep.data.Dataset;
import ctrsweep.data.Examples;
import ctrsweep.data.RawRow;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.metric.Metric;
import java.util.List;
import java.util.Map;

/// A data set under another name, which notes the passes that it is asked for.
record WatchedDataset(Dataset dataset, String fingerprint, List<Integer> passes) implements Dataset {
    @Override
    public Map<String, String> evaluation() {
        return dataset.evaluation();
    }

    @Override
    public Schema schema() {
        return dataset.schema();
    }

    @Override
    public Examples train(long seed, int pass) {
        passes.add(pass);
        return dataset.train(seed, pass);
    }

    @Override
    public Examples validation() {
        return dataset.validation();
    }

    @Override
    public Examples test() {
        return dataset.test();
    }

    @Override
    public Map<Metric, Double> reachable() {
        return dataset.reachable();
    }

    @Override
    public List<String> rawColumns() {
        return dataset.rawColumns();
    }

    @Override
    public Rows encode(List<RawRow> rows) {
        return dataset.encode(rows);
    }
}
