package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who computes with whom, whatever the threads' pace: the engine is made up and tells what it is asked. A pass has
/// four batches of two rows.
@Timeout(60)
class FusedCrewTest {
    private static final int BATCHES = 4;
    private static final int BATCH_SIZE = 2;
    private static final Rows TRAIN = rows(BATCHES * BATCH_SIZE);
    private static final Rows VALIDATION = rows(3);

    private final List<String> told = new ArrayList<>();
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final Map<Long, Throwable> thrown = Collections.synchronizedMap(new TreeMap<>());
    private final Map<Long, Float> steps = Collections.synchronizedMap(new TreeMap<>());

    private static Rows rows(int size) {
        return new Rows(size, new int[size], new int[0], new float[0], new float[size], new int[0]);
    }

    /// What a trial does.
    private interface Life {
        void live(FusedCrew crew, long number) throws Exception;
    }

    private static Model model() {
        return Model.of(
                Experiment.DEFAULTS, new Schema(List.of(Field.sparse("a", 5, 4))), new Model.Kernels(false, true));
    }

    /// Runs lives on that many threads; the k-th is trial k.
    private void run(int threads, int memory, Life... lives) throws InterruptedException {
        FusedCrew crew = new FusedCrew(
                threads,
                (trial, epochs, _) -> {
                    throw new IllegalStateException("not called here");
                },
                _ -> new MadeUpEngine(told, memory),
                Optional.empty(),
                said::add);
        Queue<Integer> queue =
                new ArrayDeque<>(IntStream.range(0, lives.length).boxed().toList());
        List<Thread> workers = IntStream.range(0, threads)
                .mapToObj(_ -> Thread.ofPlatform().start(() -> work(crew, queue, lives)))
                .toList();
        for (Thread worker : workers) {
            worker.join();
        }
    }

    private void work(FusedCrew crew, Queue<Integer> queue, Life... lives) {
        while (true) {
            crew.asks();
            Integer next;
            synchronized (queue) {
                next = queue.poll();
                crew.answered();
            }
            if (next == null) {
                crew.leaves();
                return;
            }
            try {
                lives[next].live(crew, next);
            } catch (Exception | Error e) {
                thrown.put((long) next, e);
            }
        }
    }

    private static List<Step> steps(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(batch -> new Step(batch, 1, batch + 1, 0.1, 1))
                .toList();
    }

    private GroupMember join(FusedCrew crew, long number) {
        return crew.join(
                number,
                model(),
                new ModelState(new float[] {number, 0}, new float[0]),
                new Moments(new float[0], new float[0], new float[0]),
                _ -> {});
    }

    private static TrainableModel.Pass begin(TrainableModel member) {
        return member.begin(TRAIN, IntStream.range(0, TRAIN.size()).toArray(), BATCH_SIZE, true);
    }

    /// Epochs, each of one pass in stretches of some batches, with an evaluation at its end.
    private Life epochs(int count, int stretch) {
        return epochs(count, stretch, () -> false);
    }

    private Life epochs(int count, int stretch, BooleanSupplier overdue) {
        return (crew, number) -> {
            try (GroupMember member = join(crew, number)) {
                try {
                    for (int epoch = 1; epoch <= count; epoch++) {
                        epoch(member, epoch, stretch, overdue);
                    }
                } finally {
                    steps.put(number, member.state().weights[1]);
                }
            }
        };
    }

    private static void epoch(GroupMember member, int epoch, int stretch, BooleanSupplier overdue)
            throws InterruptedException, TrainableModel.Overdue {
        float before = member.state().weights[1];
        try (TrainableModel.Pass pass = begin(member)) {
            for (int from = 0; from < BATCHES; from += stretch) {
                int to = Math.min(from + stretch, BATCHES);
                float[] losses = pass.learn(steps(from, to), epoch, overdue);
                assertThat(losses).hasSize(to - from);
                assertThat(losses[0]).isEqualTo(before + from + 1);
            }
            assertThat(pass.outputs()).containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
        }
        assertThat(member.logits(VALIDATION)[0]).isEqualTo(before + BATCHES);
    }

    @Test
    void trialsThatAskForTheSameComputeTogether() throws Exception {
        run(3, 3, epochs(2, 4), epochs(2, 4), epochs(2, 4));
        assertThat(thrown).isEmpty();
        assertThat(told)
                .containsExactly(
                        "put 0 1 2",
                        "learn 0 1 2: 0-3",
                        "evaluate 0 1 2",
                        "learn 0 1 2: 0-3",
                        "evaluate 0 1 2",
                        "close");
    }

    @Test
    void theShortestStretchEndsARound() throws Exception {
        run(2, 2, epochs(1, 4), epochs(1, 3));
        assertThat(thrown).isEmpty();
        assertThat(told).containsExactly("put 0 1", "learn 0 1: 0-2", "learn 0 1: 3-3", "evaluate 0 1", "close");
    }

    /// Trial 1 ends after its first epoch, and trial 3 takes its place.
    @Test
    void whoEndsLeavesAndWhoWaitsJoins() throws Exception {
        run(3, 3, epochs(2, 4), epochs(1, 4), epochs(2, 4), epochs(1, 4));
        assertThat(thrown).isEmpty();
        assertThat(told)
                .containsExactly(
                        "put 0 1 2",
                        "learn 0 1 2: 0-3",
                        "evaluate 0 1 2",
                        "put 0 2 3",
                        "learn 0 2 3: 0-3",
                        "evaluate 0 2 3",
                        "close");
        assertThat(steps).containsExactlyInAnyOrderEntriesOf(Map.of(0L, 8f, 1L, 4f, 2L, 8f, 3L, 4f));
    }

    /// Trial 0 goes on in the middle of a pass, as after a restart.
    @Test
    void theBeginningOfAPassWaitsForThoseInTheMiddleOfOne() throws Exception {
        Life resumed = (crew, number) -> {
            try (GroupMember member = join(crew, number)) {
                try (TrainableModel.Pass pass = begin(member)) {
                    pass.learn(steps(1, 3), 1, () -> false);
                    pass.learn(steps(3, 4), 1, () -> false);
                }
                try (TrainableModel.Pass pass = begin(member)) {
                    pass.learn(steps(0, 4), 2, () -> false);
                }
            }
        };
        run(2, 2, resumed, epochs(1, 4));
        assertThat(thrown).isEmpty();
        assertThat(told)
                .containsExactly(
                        "put 0",
                        "learn 0: 1-2",
                        "learn 0: 3-3",
                        "put 0 1",
                        "learn 0 1: 0-3",
                        "put 1",
                        "evaluate 1",
                        "close");
    }

    @Test
    void withoutMemoryForAllHalvesComputeByThemselves() throws Exception {
        run(5, 2, epochs(1, 4), epochs(1, 4), epochs(1, 4), epochs(1, 4), epochs(1, 4));
        assertThat(thrown).isEmpty();
        assertThat(steps).hasSize(5).values().containsOnly(4f);
        assertThat(said)
                .containsExactly(
                        "not enough memory on the device for 5 trials in one step; 3 from now on",
                        "not enough memory on the device for 3 trials in one step; 2 from now on");
        assertThat(told).contains("learn 0 1: 0-3", "learn 2: 0-3", "learn 3 4: 0-3", "evaluate 0 1", "evaluate 4");
    }

    @Test
    void aTrialThatDoesNotFitAloneFails() throws Exception {
        run(2, 0, epochs(1, 4), epochs(1, 4));
        assertThat(thrown).hasSize(2).allSatisfy((_, e) -> assertThat(e)
                .isInstanceOf(EngineException.class)
                .hasMessage("CUDA out of memory"));
    }

    /// Trial 1's time is over before its third step.
    @Test
    void whoseTimeIsOverLeavesAndTheOthersGoOn() throws Exception {
        int[] asked = new int[1];
        run(3, 3, epochs(1, 4), epochs(1, 4, () -> asked[0]++ == 2), epochs(1, 4));
        assertThat(thrown).hasSize(1);
        assertThat(thrown.get(1L)).isInstanceOf(TrainableModel.Overdue.class);
        assertThat(steps).containsExactlyInAnyOrderEntriesOf(Map.of(0L, 4f, 1L, 2f, 2L, 4f));
        assertThat(told)
                .containsExactly("put 0 1 2", "learn 0 1 2: 0-3", "put 0 2", "learn 0 2: 2-3", "evaluate 0 2", "close");
    }

    /// Trial 0 has it interrupted in the middle of a round; when the thread hears of it is a matter of chance.
    @Test
    void whoIsInterruptedLeavesAndTheOthersGoOn() throws Exception {
        Thread[] thread = new Thread[1];
        Life interrupted = (crew, number) -> {
            thread[0] = Thread.currentThread();
            epochs(5, 4).live(crew, number);
        };
        int[] asked = new int[1];
        BooleanSupplier interrupts = () -> {
            if (asked[0]++ == 6) {
                thread[0].interrupt();
            }
            return false;
        };
        run(3, 3, epochs(5, 4, interrupts), interrupted, epochs(5, 4));
        assertThat(thrown).hasSize(1);
        assertThat(thrown.get(1L)).isInstanceOf(InterruptedException.class);
        assertThat(steps).containsEntry(0L, 20f).containsEntry(2L, 20f);
    }

    @Test
    void anInterruptThatCameBeforeIsHeard() throws Exception {
        run(1, 1, (crew, number) -> {
            try (GroupMember member = join(crew, number);
                    TrainableModel.Pass pass = begin(member)) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> pass.learn(steps(0, 4), 2, () -> false))
                        .isInstanceOf(InterruptedException.class)
                        .hasMessage("in epoch 2");
                assertThat(pass.learn(steps(0, 4), 2, () -> false)).hasSize(4);
            }
        });
        assertThat(thrown).isEmpty();
    }

    /// The trial asks for one more; there is none before the other has ended.
    @Test
    void nobodyWaitsForWhoAsksInVain() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        Life longer = (crew, number) -> {
            epochs(3, 4).live(crew, number);
            ended.countDown();
        };
        Life asks = (crew, number) -> {
            epochs(1, 4).live(crew, number);
            crew.asks();
            crew.noneNow(true);
            ended.await();
            crew.noneNow(false);
            crew.answered();
        };
        run(2, 2, longer, asks);
        assertThat(thrown).isEmpty();
        assertThat(told)
                .containsExactly(
                        "put 0 1",
                        "learn 0 1: 0-3",
                        "evaluate 0 1",
                        "put 0",
                        "learn 0: 0-3",
                        "evaluate 0",
                        "learn 0: 0-3",
                        "evaluate 0",
                        "close");
    }

    @Test
    void nobodyWaitsForATrialThatComputesByItself() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        Life together = (crew, number) -> {
            epochs(1, 4).live(crew, number);
            ended.countDown();
        };
        run(
                2,
                2,
                together,
                (crew, number) -> crew.alone(() -> {
                    ended.await();
                    throw new IllegalStateException("its end");
                }));
        assertThat(thrown).hasSize(1);
        assertThat(thrown.get(1L)).hasMessage("its end");
        assertThat(told).containsExactly("put 0", "learn 0: 0-3", "evaluate 0", "close");
    }

    /// Two gradients to an update; trial 1's stretch ends after three batches, the last an update of its own.
    @Test
    void gradientsAreNotLeftBetweenCalls() throws Exception {
        Life pairs = accumulating(List.of(0, 2, 0, 2));
        Life three = accumulating(List.of(0, 2, 1));
        run(2, 2, pairs, three);
        assertThat(thrown).isEmpty();
        assertThat(told)
                .containsExactly(
                        "put 0 1", "learn 0 1: 0-1", "put 0", "learn 0: 2-3", "put 1", "learn 1: 2-2", "close");
    }

    private Life accumulating(List<Integer> gradients) {
        return (crew, number) -> {
            try (GroupMember member = join(crew, number);
                    TrainableModel.Pass pass = begin(member)) {
                List<Step> steps = IntStream.range(0, gradients.size())
                        .mapToObj(batch -> new Step(batch, 1, 1, 0.1, gradients.get(batch)))
                        .toList();
                pass.learn(steps, 1, () -> false);
            }
        };
    }
}
