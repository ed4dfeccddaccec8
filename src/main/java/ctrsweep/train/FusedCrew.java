package ctrsweep.train;

import ctrsweep.data.Examples;
import ctrsweep.model.Model;
import ctrsweep.sweep.Crew;
import ctrsweep.sweep.EpochListener;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.train.GroupRequest.Evaluation;
import ctrsweep.train.GroupRequest.Stretch;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// Trials that train in one step, each on a thread of its own, which does everything but the arithmetic: it hands
/// requests to its trial's group, and waits.
///
/// Nothing is computed until every thread of the crew waits for it, except those that ask for a trial when there is
/// none. So which trials compute together does not depend on how fast their threads are. Then one of the threads that
/// wait does what all of them ask for: evaluations if there are any, and otherwise steps.
///
/// Its lock is never held while anything is computed or a group is made, and no other is taken while it is held.
final class FusedCrew implements Crew {
    private final int size;
    private final Trials trials;
    private final Function<Model, FusedEngine> engines;
    private final Optional<ThreadFactory> computing;
    private final Consumer<String> said;
    private final ReentrantLock alone = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<GroupKey, FusedGroup> groups = new HashMap<>();
    private final Map<OrderKey, WeakReference<int[]>> orders = new ConcurrentHashMap<>();
    private final List<GroupRequest> waiting = new ArrayList<>();
    private final Set<GroupRequest> underWay = new HashSet<>();
    /// Threads that have not ended.
    private int threads;
    /// Those that may yet bring a request.
    private int busy;
    private int asking;
    private boolean noneNow;
    private boolean driving;

    /// @param size trials at a time
    /// @param trials runs each of them
    /// @param engines gives the engine of a group, by any of its models
    /// @param computing makes threads by which groups compute side by side; empty: they compute one after the other
    /// @param said told when memory lets only fewer train together
    FusedCrew(
            int size,
            Trials trials,
            Function<Model, FusedEngine> engines,
            Optional<ThreadFactory> computing,
            Consumer<String> said) {
        this.computing = computing;
        this.size = size;
        this.trials = trials;
        this.engines = engines;
        this.said = said;
        threads = size;
        busy = size;
    }

    /// Runs a trial that computes with this crew.
    interface Trials {
        Outcome run(RunningTrial trial, EpochListener epochs, FusedCrew crew) throws InterruptedException;
    }

    /// What trials of a group agree in.
    ///
    /// @param shape of the model
    /// @param averages whether there is a moving average of the weights
    private record GroupKey(String shape, boolean averages) {}

    private record OrderKey(int rows, long seed) {}

    @Override
    public int size() {
        return size;
    }

    @Override
    public Outcome run(RunningTrial trial, EpochListener epochs) throws InterruptedException {
        return trials.run(trial, epochs, this);
    }

    @Override
    public void asks() {
        changing(() -> {
            busy--;
            asking++;
        });
    }

    @Override
    public void answered() {
        changing(() -> {
            asking--;
            busy++;
        });
    }

    @Override
    public void noneNow(boolean none) {
        changing(() -> noneNow = none);
    }

    @Override
    public void leaves() {
        changing(() -> {
            busy--;
            threads--;
        });
        synchronized (groups) {
            if (threads == 0) {
                groups.values().forEach(FusedGroup::close);
                groups.clear();
            }
        }
    }

    private void changing(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A trial that computes by itself.
    interface SingleTrial {
        Outcome run() throws InterruptedException;
    }

    /// Runs a trial that computes by itself; one at a time, and the others do not wait for it.
    Outcome alone(SingleTrial trial) throws InterruptedException {
        changing(() -> busy--);
        try {
            alone.lockInterruptibly();
            try {
                return trial.run();
            } finally {
                alone.unlock();
            }
        } finally {
            changing(() -> busy++);
        }
    }

    /// Makes a model a member of the group of its shape. Groups without members make room for a new one.
    ///
    /// @param number of the trial
    /// @param learning told, whenever it learns, with how many it does so together, itself included
    GroupMember join(long number, Model model, ModelState state, Moments moments, IntConsumer learning) {
        GroupKey key = new GroupKey(FusedModel.shape(model), moments.average.length > 0);
        synchronized (groups) {
            if (!groups.containsKey(key)) {
                List<FusedGroup> empty =
                        groups.values().stream().filter(FusedGroup::isEmpty).toList();
                groups.values().removeAll(empty);
                empty.forEach(FusedGroup::close);
            }
            FusedGroup group = groups.computeIfAbsent(key, _ -> new FusedGroup(engines.apply(model), size, said));
            group.joined();
            return new GroupMember(this, group, number, model, state, moments, learning);
        }
    }

    /// Trains one trial with the others of this crew.
    ///
    /// @param number of the trial
    /// @param model with kernels of fused steps
    TrainingBackend backend(long number, Model model) {
        return new Backend(number, model);
    }

    private final class Backend implements TrainingBackend {
        private final long number;
        private final Model model;
        private boolean averages;
        private int together;

        Backend(long number, Model model) {
            this.number = number;
            this.model = model;
        }

        @Override
        public TrainableModel open(ModelState state, Moments moments) {
            averages = moments.average.length > 0;
            return join(number, model, state, moments, learnt -> together = Math.max(together, learnt));
        }

        @Override
        public float[] logits(ModelState state, Examples rows) throws InterruptedException {
            Moments none = Moments.none(model);
            try (TrainableModel evaluated =
                    join(number, model, state, averages ? none.averaging(state) : none, _ -> {})) {
                return evaluated.logits(rows);
            }
        }

        @Override
        public Map<String, String> facts() {
            return together == 0 ? Map.of() : Map.of("fused", Integer.toString(together));
        }
    }

    /// Trials of one seed share the order of a pass, as long as one of them goes through it.
    int[] order(int rows, long seed) {
        orders.values().removeIf(order -> order.refersTo(null));
        int[][] found = new int[1][];
        orders.compute(new OrderKey(rows, seed), (_, known) -> {
            int[] shared = known == null ? null : known.get();
            found[0] = shared == null ? EpochOrder.shuffled(rows, seed) : shared;
            return shared == null ? new WeakReference<>(found[0]) : known;
        });
        return found[0];
    }

    /// Waits until a request is over.
    void await(GroupRequest request) {
        lock.lock();
        try {
            waiting.add(request);
            busy--;
            changed.signalAll();
            while (waiting.contains(request)) {
                if (!driving && busy == 0 && (asking == 0 || noneNow)) {
                    drive(request);
                } else {
                    pause(request);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// A thread that is interrupted waits on only while its request is under way: the driver will notice.
    @SuppressWarnings("WaitNotInLoop") // the loop is that of await
    private void pause(GroupRequest request) {
        if (!request.isInterrupted()) {
            try {
                changed.await();
                return;
            } catch (InterruptedException e) {
                request.interrupt();
            }
        }
        if (underWay.contains(request)) {
            changed.awaitUninterruptibly();
        } else {
            settle(List.of(request));
        }
    }

    /// Requests that are over return to their threads.
    private void settle(List<? extends GroupRequest> requests) {
        requests.forEach(underWay::remove);
        for (GroupRequest request : requests) {
            if (request.isOver() && waiting.remove(request)) {
                busy++;
            }
        }
        changed.signalAll();
    }

    /// Does what all ask for, as of now: groups side by side, the calls of each one after the other.
    ///
    /// @param own request of the thread that does it
    private void drive(GroupRequest own) {
        Map<FusedGroup, List<Call>> calls = new LinkedHashMap<>();
        for (Call call : calls()) {
            underWay.addAll(call.requests);
            calls.computeIfAbsent(call.requests.getFirst().member().group(), _ -> new ArrayList<>())
                    .add(call);
        }
        driving = true;
        lock.unlock();
        try {
            // Its own thread is the one that sees whether a request was interrupted.
            List<List<Call>> groups = calls.entrySet().stream()
                    .sorted(Comparator.comparing(
                            entry -> entry.getKey() == own.member().group() ? 0 : 1))
                    .map(Map.Entry::getValue)
                    .toList();
            List<Thread> others = groups.stream()
                    .skip(1)
                    .flatMap(group ->
                            computing.map(threads -> threads.newThread(() -> group.forEach(this::run))).stream())
                    .toList();
            others.forEach(Thread::start);
            groups.stream()
                    .limit(computing.isPresent() ? 1 : groups.size())
                    .flatMap(List::stream)
                    .forEach(this::run);
            others.forEach(other -> join(other, own));
        } finally {
            lock.lock();
            driving = false;
            changed.signalAll();
        }
    }

    private void run(Call call) {
        try {
            call.work.run();
        } catch (RuntimeException | Error e) {
            call.requests.forEach(request -> request.fail(e));
        }
        changing(() -> settle(call.requests));
    }

    private static void join(Thread other, GroupRequest own) {
        while (other.isAlive()) {
            try {
                other.join();
            } catch (InterruptedException e) {
                own.interrupt();
            }
        }
    }

    private record Call(List<? extends GroupRequest> requests, Runnable work) {}

    private List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        byGroup(Evaluation.class)
                .forEach((group, requests) -> calls.add(new Call(requests, () -> group.evaluate(requests))));
        if (calls.isEmpty()) {
            byGroup(Stretch.class).forEach((group, requests) -> FusedGroup.together(requests)
                    .forEach(some -> calls.add(new Call(some, () -> group.learn(some)))));
        }
        return calls;
    }

    private <R extends GroupRequest> Map<FusedGroup, List<R>> byGroup(Class<R> kind) {
        Map<FusedGroup, List<R>> all = new LinkedHashMap<>();
        waiting.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .sorted(Comparator.comparingLong(request -> request.member().number()))
                .forEach(request -> all.computeIfAbsent(request.member().group(), _ -> new ArrayList<>())
                        .add(request));
        return all;
    }
}
