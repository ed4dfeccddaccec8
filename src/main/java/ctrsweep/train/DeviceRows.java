package ctrsweep.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ctrsweep.data.Rows;
import ctrsweep.model.Inputs;

/// Rows on the device, in the order of the model's inputs. Close it to free them.
///
/// @param ids (rows, sparse columns) int32, rows of the tables
/// @param sequences (rows, sequence columns) int32
/// @param dense (rows, dense columns) float32
/// @param labels (rows) float32
/// @param weights (rows) float32, or none
record DeviceRows(
        NDManager manager,
        HostArrays host,
        int size,
        NDArray ids,
        NDArray sequences,
        NDArray dense,
        NDArray labels,
        NDArray weights)
        implements AutoCloseable {

    static DeviceRows of(NDManager parent, Inputs inputs, Rows rows) {
        NDManager manager = parent.newSubManager();
        HostArrays host = new HostArrays(manager);
        int n = rows.size();
        return new DeviceRows(
                manager,
                host,
                n,
                host.of(inputs.sparse(rows), new Shape(n, inputs.sparse().size())),
                host.of(inputs.sequences(rows), new Shape(n, inputs.sequences().size())),
                host.of(inputs.dense(rows), new Shape(n, inputs.dense().size())),
                host.of(rows.labels(), new Shape(n)),
                host.of(rows.weights(), new Shape(rows.weights().length)));
    }

    NDList inputs() {
        return new NDList(ids, sequences, dense);
    }

    @Override
    public void close() {
        manager.close();
        host.close();
    }
}
