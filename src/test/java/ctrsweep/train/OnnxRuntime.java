package ctrsweep.train;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ctrsweep.data.Rows;
import ctrsweep.model.Inputs;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;

/// Runs a model in ONNX Runtime.
public final class OnnxRuntime {
    private OnnxRuntime() {}

    /// @param inputs of the model
    public static float[] predictions(byte[] model, Inputs inputs, Rows rows) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> given = new HashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(model, options)) {
                long n = rows.size();
                put(given, environment, "ids", inputs.sparse(rows), n);
                put(given, environment, "sequences", inputs.sequences(rows), n);
                float[] dense = inputs.dense(rows);
                if (dense.length > 0) {
                    given.put("dense", OnnxTensor.createTensor(environment, FloatBuffer.wrap(dense), new long[] {
                        n, dense.length / n
                    }));
                }
                try (OrtSession.Result result = session.run(given)) {
                    return (float[]) result.get("prediction").orElseThrow().getValue();
                }
            }
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    private static void put(
            Map<String, OnnxTensor> given, OrtEnvironment environment, String name, int[] values, long rows)
            throws OrtException {
        if (values.length > 0) {
            given.put(name, OnnxTensor.createTensor(environment, IntBuffer.wrap(values), new long[] {
                rows, values.length / rows
            }));
        }
    }
}
