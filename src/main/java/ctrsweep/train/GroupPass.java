package ctrsweep.train;

import ctrsweep.data.Rows;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A pass of a trial that trains together with others. On the device it is begun anew when the others change.
final class GroupPass implements TrainableModel.Pass {
    private final GroupMember member;
    private final Rows rows;
    private final int[] order;
    private final int batchSize;
    private final boolean keepsOutputs;
    private final float[] outputs;
    private boolean closed;

    GroupPass(GroupMember member, Rows rows, int[] order, int batchSize, boolean keepsOutputs) {
        this.member = member;
        this.rows = rows;
        this.order = order;
        this.batchSize = batchSize;
        this.keepsOutputs = keepsOutputs;
        outputs = new float[keepsOutputs ? order.length : 0];
    }

    @Override
    public float[] learn(List<Step> steps, int epoch, BooleanSupplier overdue)
            throws InterruptedException, TrainableModel.Overdue {
        GroupRequest.Stretch stretch = new GroupRequest.Stretch(member, this, steps, epoch, overdue);
        member.await(stretch);
        if (stretch.isOverdue()) {
            throw new TrainableModel.Overdue();
        }
        return stretch.losses();
    }

    /// Takes over the outputs of some batches.
    ///
    /// @param all outputs of the pass, by place
    /// @param end the batch after the last
    void put(float[] all, int first, int end) {
        int begin = first * batchSize;
        System.arraycopy(all, begin, outputs, begin, (int) Math.min((long) end * batchSize, order.length) - begin);
    }

    @Override
    public float[] outputs() {
        return outputs.clone();
    }

    Rows rows() {
        return rows;
    }

    int[] order() {
        return order;
    }

    int batchSize() {
        return batchSize;
    }

    boolean keepsOutputs() {
        return keepsOutputs;
    }

    boolean isClosed() {
        return closed;
    }

    void markClosed() {
        closed = true;
    }

    @Override
    public void close() {
        member.close(this);
    }
}
