package ctrsweep.data;

import ctrsweep.data.table.TableDataset;
import ctrsweep.files.Sha256;
import ctrsweep.json.Json;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.Settings;
import ctrsweep.space.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// MovieLens-100K: the table of sixteen fields that `movielens.json` describes, with negatives by the settings that
/// `dataset_name: movielens` has beside `data.table`. Users and movies are numbered as whole numbers, and ages have
/// names, so that ids, and with them first weights, are those that results of earlier versions rest on.
final class MovieLens extends TableDataset {
    /// To be raised whenever equal files and settings give other rows.
    private static final int ENCODING = 2;

    private final String fingerprint;
    private final Map<String, String> evaluation;

    MovieLens(Path folder, DataSettings data, long seed, Path cache, Consumer<String> notes) {
        super(folder, asTable(data), seed, cache, notes);
        List<String> digests = new ArrayList<>();
        for (String file : List.of("u.data", "u.user", "u.item")) {
            digests.add(digest(folder.resolve(file)));
        }
        String files = String.join(" ", digests);
        String split =
                switch (data.splitStrategy()) {
                    case TEMPORAL -> "temporal " + data.temporalValRatio() + " " + data.temporalTestRatio();
                    case LEAVE_ONE_OUT -> "leave_one_out " + data.minInteractions();
                    case RANDOM, K_FOLD, GIVEN -> throw new IllegalArgumentException("not of MovieLens");
                };
        evaluation = Map.of(
                "files",
                Sha256.of(files),
                "split",
                split + ", rows of one time in file order",
                "label",
                "from " + data.labelThreshold(),
                "negatives",
                "%d, alpha %s, seed %d".formatted(data.numNegEval(), data.negSamplingAlpha(), seed));
        fingerprint = Sha256.of(String.join(
                "\n",
                "movielens " + ENCODING,
                files,
                split,
                "label " + data.labelThreshold(),
                "negatives " + data.numNegTrain() + " " + data.numNegEval() + " " + data.negSamplingAlpha(),
                "seed " + seed));
    }

    private static String digest(Path file) {
        try {
            return Sha256.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new DataException("%s: cannot be read: %s".formatted(file, e), e);
        }
    }

    /// The same data as a table.
    static DataSettings asTable(DataSettings data) {
        Map<String, Value> table = new LinkedHashMap<>(((Value.Fields) Json.read(description())).values());
        table.put(
                "negatives",
                new Value.Fields(Map.of(
                        "item", new Value.Text("movie_id"),
                        "train", new Value.Int(data.numNegTrain()),
                        "eval", new Value.Int(data.numNegEval()),
                        "alpha", new Value.Real(data.negSamplingAlpha()))));
        Value.Fields described =
                new Value.Fields(Map.of("data", new Value.Fields(Map.of("table", new Value.Fields(table)))));
        return data.asTable(Settings.experiment(described).data().table());
    }

    private static String description() {
        try (InputStream in = Objects.requireNonNull(MovieLens.class.getResourceAsStream("movielens.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Map<String, String> evaluation() {
        return evaluation;
    }
}
