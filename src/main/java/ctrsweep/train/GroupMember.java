package ctrsweep.train;

import ctrsweep.data.Examples;
import ctrsweep.data.Rows;
import ctrsweep.model.Model;
import java.util.Optional;
import java.util.function.IntConsumer;

/// A trial's model in a group that trains together. Its numbers are on the host until its group first computes with
/// them, and whenever the group is put together anew.
final class GroupMember implements TrainableModel {
    private static final ModelState NO_STATE = new ModelState(new float[0], new float[0]);
    private static final Moments NO_MOMENTS = new Moments(new float[0], new float[0], new float[0]);

    private final FusedCrew crew;
    private final FusedGroup group;
    private final long number;
    private final Model model;
    private ModelState state;
    private Moments moments;
    private Optional<FusedGroup.Stack> stack = Optional.empty();
    private final IntConsumer learning;
    private boolean closed;

    /// @param number of the trial
    /// @param learning told, whenever it learns, with how many it does so together, itself included
    GroupMember(
            FusedCrew crew,
            FusedGroup group,
            long number,
            Model model,
            ModelState state,
            Moments moments,
            IntConsumer learning) {
        this.crew = crew;
        this.group = group;
        this.number = number;
        this.model = model;
        this.state = state;
        this.moments = moments;
        this.learning = learning;
    }

    FusedGroup group() {
        return group;
    }

    long number() {
        return number;
    }

    Model model() {
        return model;
    }

    void await(GroupRequest request) throws InterruptedException {
        crew.await(request);
        request.requireSuccess();
    }

    @Override
    public int[] order(int rows, long seed) {
        return crew.order(rows, seed);
    }

    @Override
    public Pass begin(Examples rows, int[] order, int batchSize, boolean keepsOutputs) {
        return new GroupPass(this, (Rows) rows, order, batchSize, keepsOutputs);
    }

    void close(GroupPass pass) {
        group.exclusively(() -> {
            pass.markClosed();
            stack.ifPresent(FusedGroup.Stack::closePass);
        });
    }

    @Override
    public float[] logits(Examples rows) throws InterruptedException {
        GroupRequest.Evaluation evaluation = new GroupRequest.Evaluation(this, (Rows) rows);
        await(evaluation);
        return evaluation.logits();
    }

    @Override
    public ModelState state() {
        return group.ask(
                () -> stack.map(all -> all.trials().state(all.row(this))).orElse(state));
    }

    @Override
    public ModelState evaluated() {
        return group.ask(() -> stack.map(all -> all.trials().evaluated(all.row(this)))
                .orElseGet(
                        () -> moments.average.length == 0 ? state : new ModelState(moments.average, state.statistics)));
    }

    @Override
    public Moments moments() {
        return group.ask(
                () -> stack.map(all -> all.trials().moments(all.row(this))).orElse(moments));
    }

    /// Its numbers are on the device from now on, and nowhere else.
    void enter(FusedGroup.Stack entered) {
        stack = Optional.of(entered);
        state = NO_STATE;
        moments = NO_MOMENTS;
    }

    /// @param count of the trials that it has learnt with, itself included
    void learnt(int count) {
        learning.accept(count);
    }

    /// Takes its numbers back from the device.
    void leave() {
        if (!closed) {
            state = state();
            moments = moments();
        }
        stack = Optional.empty();
    }

    Optional<FusedGroup.Stack> stack() {
        return stack;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        group.exclusively(() -> {
            closed = true;
            group.closed(this);
        });
    }
}
