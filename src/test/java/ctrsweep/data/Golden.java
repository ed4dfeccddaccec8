package ctrsweep.data;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reference numbers of metrics: AUC and log loss of scikit-learn, ranking of one list per user.
public record Golden(List<Binary> binary, Lists ranking) {

    record Binary(List<Double> scores, List<Float> labels, double auc, double logloss) {}

    record Lists(List<User> users, Map<String, Double> expected) {}

    record User(List<Double> scores, List<Float> labels) {}

    static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }

    static Golden read() {
        try (Reader json = new InputStreamReader(
                Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/metrics.json")),
                StandardCharsets.UTF_8)) {
            return new Gson().fromJson(json, Golden.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
