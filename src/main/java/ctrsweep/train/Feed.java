package ctrsweep.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ctrsweep.data.Examples;
import ctrsweep.data.MappedRows;
import ctrsweep.data.Rows;
import ctrsweep.model.Inputs;

/// Rows in an order, of which a model takes one stretch after the other: all of them on the device, or each
/// stretch brought from a mapped file. For one thread at a time.
sealed interface Feed extends AutoCloseable permits Feed.Resident, Feed.Mapped {
    /// The largest size of mapped rows that are put at once on a device with memory of its own.
    long MOST_RESIDENT_BYTES = 1L << 30;

    int size();

    /// Good until the next call.
    ///
    /// @param end the place in the order after the last
    Stretch stretch(int begin, int end);

    /// The order that [Stretch#begin] and end are places of: (any) int32.
    NDArray order();

    NDManager manager();

    @Override
    void close();

    /// Places of the order, with the rows that it is an order of.
    record Stretch(DeviceRows rows, int begin, int end) {}

    /// @param order of all rows; empty: as they stand
    /// @param longest rows of the longest stretch
    /// @param host whether the manager's device is the CPU
    static Feed of(NDManager manager, Inputs inputs, Examples examples, int[] order, int longest, boolean host) {
        return switch (examples) {
            case Rows rows -> resident(DeviceRows.of(manager, inputs, rows), order);
            case MappedRows rows
            when !host && fits(inputs, rows) -> resident(DeviceRows.of(manager, inputs, rows.inMemory()), order);
            case MappedRows rows -> mapped(manager, inputs, rows.at(order), longest, host);
        };
    }

    /// @param order of all rows; empty: as they stand
    static Feed resident(DeviceRows rows, int... order) {
        return new Resident(rows, rows.host().of(order, new Shape(order.length)));
    }

    /// Whether mapped rows may be put on a device with memory of its own at once.
    static boolean fits(Inputs inputs, Examples rows) {
        long width = inputs.sparse().size()
                + inputs.sequences().size()
                + inputs.dense().size()
                + 2L;
        return rows.size() * width * Integer.BYTES <= MOST_RESIDENT_BYTES;
    }

    private static Feed mapped(NDManager manager, Inputs inputs, MappedRows rows, int longest, boolean host) {
        int capacity = Math.max(1, Math.min(longest, rows.size()));
        return new Mapped(new BatchRows(manager, inputs, rows.table(), capacity, host), rows);
    }

    /// @param order empty for rows as they stand
    record Resident(DeviceRows rows, NDArray order) implements Feed {
        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public Stretch stretch(int begin, int end) {
            return new Stretch(rows, begin, end);
        }

        @Override
        public NDManager manager() {
            return rows.manager();
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    /// Rows of a file.
    final class Mapped implements Feed {
        private final BatchRows batches;
        private final MappedRows rows;

        Mapped(BatchRows batches, MappedRows rows) {
            this.batches = batches;
            this.rows = rows;
        }

        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public Stretch stretch(int begin, int end) {
            return new Stretch(batches.gather(rows, begin, end), 0, end - begin);
        }

        @Override
        public NDArray order() {
            return batches.order();
        }

        @Override
        public NDManager manager() {
            return batches.manager();
        }

        @Override
        public void close() {
            batches.close();
        }
    }
}
