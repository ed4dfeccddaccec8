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
        return predictions(model, inputs.sparse(rows), inputs.sequences(rows), inputs.dense(rows), rows.size());
    }

    /// @param ids of all rows, one row after the other, as are the other inputs; an input without columns is empty
    public static float[] predictions(byte[] model, int[] ids, int[] sequences, float[] dense, int rows)
            throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> given = new HashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(model, options)) {
                put(given, environment, "ids", ids, rows);
                put(given, environment, "sequences", sequences, rows);
                if (dense.length > 0) {
                    given.put("dense", OnnxTensor.createTensor(environment, FloatBuffer.wrap(dense), new long[] {
                        rows, dense.length / rows
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
            Map<String, OnnxTensor> given, OrtEnvironment environment, String name, int[] values, int rows)
            throws OrtException {
        if (values.length > 0) {
            given.put(name, OnnxTensor.createTensor(environment, IntBuffer.wrap(values), new long[] {
                rows, values.length / rows
            }));
        }
    }
}
