package ctrsweep.train;

import ai.djl.engine.EngineException;
import ctrsweep.train.GroupRequest.Evaluation;
import ctrsweep.train.GroupRequest.Stretch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Trials of one shape, whose requests are done together. Whose requests these are, and when, is the crew's concern.
///
/// Trials that are together in a call are together in a [Stack]. It stays as long as the same trials come together
/// again, and otherwise they are put together anew, through the host.
final class FusedGroup implements AutoCloseable {
    private final FusedEngine engine;
    private final Consumer<String> said;
    /// Held while the engine computes or is asked for numbers.
    private final ReentrantLock lock = new ReentrantLock();

    private final List<Stack> stacks = new ArrayList<>();
    private final AtomicInteger members = new AtomicInteger();
    private int most;

    /// @param most trials in a call
    /// @param said told when memory lets only fewer train together
    FusedGroup(FusedEngine engine, int most, Consumer<String> said) {
        this.engine = engine;
        this.most = most;
        this.said = said;
    }

    /// Trials whose numbers are together on the device.
    static final class Stack {
        private final FusedEngine.Trials trials;
        private final List<GroupMember> members;
        private Optional<Begun> begun = Optional.empty();

        Stack(FusedEngine.Trials trials, List<GroupMember> members) {
            this.trials = trials;
            this.members = List.copyOf(members);
        }

        FusedEngine.Trials trials() {
            return trials;
        }

        int row(GroupMember member) {
            return members.indexOf(member);
        }

        /// The pass of these members' passes, begun anew where it is of others.
        FusedEngine.Pass pass(List<GroupPass> passes) {
            if (begun.filter(open -> open.passes.equals(passes)).isEmpty()) {
                endPass();
                begun = Optional.of(new Begun(
                        passes,
                        trials.begin(
                                passes.stream().map(GroupPass::rows).toList(),
                                passes.stream().map(GroupPass::order).toList(),
                                passes.getFirst().batchSize(),
                                passes.stream().anyMatch(GroupPass::keepsOutputs))));
            }
            return begun.get().pass;
        }

        /// Frees what a pass needs once all members have ended theirs.
        void closePass() {
            if (begun.filter(open -> open.passes.stream().allMatch(GroupPass::isClosed))
                    .isPresent()) {
                endPass();
            }
        }

        private void endPass() {
            begun.ifPresent(open -> open.pass.close());
            begun = Optional.empty();
        }

        void close() {
            endPass();
            trials.close();
        }
    }

    private record Begun(List<GroupPass> passes, FusedEngine.Pass pass) {}

    /// Asks for something while the engine does nothing else.
    <T> T ask(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    /// Does something while the engine does nothing else.
    void exclusively(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /// A member is there, though nothing is computed for it yet.
    void joined() {
        members.incrementAndGet();
    }

    /// A member has ended.
    void closed(GroupMember member) {
        members.decrementAndGet();
        member.stack()
                .filter(stack -> stack.members.stream().allMatch(GroupMember::isClosed))
                .ifPresent(this::close);
    }

    boolean isEmpty() {
        return members.get() == 0;
    }

    private void close(Stack stack) {
        stacks.remove(stack);
        stack.close();
    }

    /// What of these requests can be done at once, each list in calls of its own. Trials at the beginning of a pass
    /// wait for those that are in the middle of one, to go through the next together.
    static List<List<Stretch>> together(List<Stretch> stretches) {
        Map<Pace, List<Stretch>> paces = new LinkedHashMap<>();
        stretches.forEach(stretch ->
                paces.computeIfAbsent(Pace.of(stretch), _ -> new ArrayList<>()).add(stretch));
        return paces.entrySet().stream()
                .filter(entry -> paces.keySet().stream()
                        .noneMatch(other -> entry.getKey().waitsFor(other)))
                .map(Map.Entry::getValue)
                .toList();
    }

    /// Where trials must agree to learn together.
    ///
    /// @param rows of the pass
    /// @param weighted whether the rows have weights
    /// @param update steps up to the next update of the weights
    private record Pace(int batch, int rows, int batchSize, boolean weighted, int update) {
        static Pace of(Stretch stretch) {
            GroupPass pass = stretch.pass();
            return new Pace(
                    stretch.left().getFirst().batch(),
                    pass.order().length,
                    pass.batchSize(),
                    pass.rows().weights().length > 0,
                    stretch.update());
        }

        boolean waitsFor(Pace other) {
            return batch == 0
                    && other.batch > 0
                    && rows == other.rows
                    && batchSize == other.batchSize
                    && weighted == other.weighted;
        }
    }

    void evaluate(List<Evaluation> requests) {
        inCalls(requests, this::evaluateTogether);
    }

    /// Does as many steps as the shortest of these stretches has, or fewer where a trial must stop.
    ///
    /// @param requests that [#together] put into one list
    void learn(List<Stretch> requests) {
        inCalls(requests, this::learnTogether);
    }

    private interface Call<R> {
        void run(List<R> requests);
    }

    /// Does requests in calls of at most as many trials as memory lets.
    private <R extends GroupRequest> void inCalls(List<R> requests, Call<R> call) {
        Deque<List<R>> due = new ArrayDeque<>();
        List<R> ordered = requests.stream()
                .sorted(Comparator.comparingLong(request -> request.member().number()))
                .toList();
        for (int begin = 0; begin < ordered.size(); begin += most) {
            due.add(ordered.subList(begin, Math.min(begin + most, ordered.size())));
        }
        while (!due.isEmpty()) {
            List<R> chunk = due.remove();
            try {
                exclusively(() -> call.run(chunk));
            } catch (RuntimeException | Error e) {
                if (chunk.size() > 1 && e instanceof EngineException && RootCause.isOutOfMemory(e)) {
                    int half = Math.ceilDiv(chunk.size(), 2);
                    most = Math.min(most, half);
                    said.accept("not enough memory on the device for %d trials in one step; %d from now on"
                            .formatted(chunk.size(), half));
                    due.addFirst(chunk.subList(half, chunk.size()));
                    due.addFirst(chunk.subList(0, half));
                } else {
                    chunk.forEach(request -> request.fail(e));
                }
            }
        }
    }

    private void evaluateTogether(List<Evaluation> requests) {
        float[][] logits = stack(requests)
                .trials
                .logits(requests.stream().map(Evaluation::rows).toList());
        for (int i = 0; i < requests.size(); i++) {
            requests.get(i).succeed(logits[i]);
        }
    }

    private void learnTogether(List<Stretch> requests) {
        FusedEngine.Pass pass =
                stack(requests).pass(requests.stream().map(Stretch::pass).toList());
        List<Step> steps = steps(requests);
        pass.plan(requests.stream()
                .map(stretch -> stretch.left().subList(0, steps.size()))
                .toList());
        int done = 0;
        int updated = 0;
        try {
            while (done < steps.size() && !(done == updated && anyStops(requests))) {
                pass.step(done);
                done++;
                updated = steps.get(done - 1).updates() ? done : updated;
            }
        } finally {
            did(requests, pass, updated);
        }
    }

    /// The steps to come, as the first trial has them, up to an update of all: gradients that are not used yet do
    /// not outlast a call.
    private static List<Step> steps(List<Stretch> requests) {
        List<Step> all = requests.getFirst().left();
        int most = requests.stream()
                .mapToInt(stretch -> stretch.left().size())
                .min()
                .orElse(0);
        int end = 0;
        for (int i = 0; i < most && agree(requests, i); i++) {
            end = all.get(i).updates() ? i + 1 : end;
        }
        return all.subList(0, end);
    }

    private static boolean agree(List<Stretch> requests, int step) {
        int gradients = requests.getFirst().left().get(step).gradients();
        return requests.stream().allMatch(stretch -> stretch.left().get(step).gradients() == gradients);
    }

    /// All are asked, so that each learns that it must stop.
    private static boolean anyStops(List<Stretch> requests) {
        return requests.stream().filter(Stretch::stops).count() > 0;
    }

    private static void did(List<Stretch> requests, FusedEngine.Pass pass, int steps) {
        if (steps == 0) {
            return;
        }
        float[][] losses = pass.losses();
        boolean kept = requests.stream().anyMatch(stretch -> stretch.pass().keepsOutputs());
        float[][] outputs = kept ? pass.outputs() : new float[0][];
        for (int i = 0; i < requests.size(); i++) {
            Stretch stretch = requests.get(i);
            int first = stretch.left().getFirst().batch();
            if (stretch.pass().keepsOutputs()) {
                stretch.pass().put(outputs[i], first, first + steps);
            }
            stretch.did(Arrays.copyOf(losses[i], steps));
            stretch.member().learnt(requests.size());
        }
    }

    /// The stack of exactly the trials that ask.
    private Stack stack(List<? extends GroupRequest> requests) {
        List<GroupMember> wanted = requests.stream().map(GroupRequest::member).toList();
        Optional<Stack> known =
                stacks.stream().filter(stack -> stack.members.equals(wanted)).findFirst();
        return known.orElseGet(() -> put(wanted));
    }

    private Stack put(List<GroupMember> wanted) {
        wanted.forEach(member -> member.stack().ifPresent(this::dissolve));
        FusedEngine.Trials trials = engine.put(
                wanted.stream().map(GroupMember::model).toList(),
                wanted.stream().map(GroupMember::state).toList(),
                wanted.stream().map(GroupMember::moments).toList());
        Stack stack = new Stack(trials, wanted);
        stacks.add(stack);
        wanted.forEach(member -> member.enter(stack));
        return stack;
    }

    private void dissolve(Stack stack) {
        stack.members.forEach(GroupMember::leave);
        close(stack);
    }

    @Override
    public void close() {
        exclusively(() -> {
            List.copyOf(stacks).forEach(this::close);
            engine.close();
        });
    }
}
