package ctrsweep.train;

import ai.djl.engine.EngineException;
import ctrsweep.data.Rows;
import ctrsweep.model.Model;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// An engine that counts instead of learning, and tells what it is asked. The first weight of a trial is its number,
/// the second counts its steps, and so does its loss.
final class MadeUpEngine implements FusedEngine {
    private final List<String> told;
    private final int memory;

    /// @param told what it was asked, one line each
    /// @param memory trials that it has memory for in one step
    MadeUpEngine(List<String> told, int memory) {
        this.told = Collections.synchronizedList(told);
        this.memory = memory;
    }

    @Override
    public Trials put(List<Model> models, List<ModelState> states, List<Moments> moments) {
        Together together = new Together(states.stream()
                .map(state -> new ModelState(state.weights.clone(), state.statistics))
                .toList());
        told.add("put " + together);
        return together;
    }

    @Override
    public void close() {
        told.add("close");
    }

    private final class Together implements Trials {
        private final List<ModelState> states;

        Together(List<ModelState> states) {
            this.states = states;
        }

        @Override
        public Pass begin(List<Rows> rows, List<int[]> orders, int batchSize, boolean keepsOutputs) {
            return new Counted(this, batchSize, orders.getFirst().length);
        }

        @Override
        public float[][] logits(List<Rows> rows) {
            told.add("evaluate " + this);
            List<float[]> logits = new ArrayList<>();
            for (int i = 0; i < states.size(); i++) {
                float[] one = new float[rows.get(i).size()];
                one[0] = states.get(i).weights[1];
                logits.add(one);
            }
            return logits.toArray(float[][]::new);
        }

        @Override
        public ModelState state(int trial) {
            return new ModelState(states.get(trial).weights.clone(), new float[0]);
        }

        @Override
        public ModelState evaluated(int trial) {
            return state(trial);
        }

        @Override
        public Moments moments(int trial) {
            return new Moments(new float[0], new float[0], new float[0]);
        }

        @Override
        public void close() {}

        @Override
        public String toString() {
            return states.stream()
                    .map(state -> Integer.toString((int) state.weights[0]))
                    .collect(Collectors.joining(" "));
        }
    }

    private final class Counted implements Pass {
        private final Together together;
        private final int batchSize;
        private final float[][] outputs;
        private List<List<Step>> steps = List.of();
        private List<float[]> losses = List.of();

        Counted(Together together, int batchSize, int rows) {
            this.together = together;
            this.batchSize = batchSize;
            outputs = new float[together.states.size()][rows];
        }

        @Override
        public void plan(List<List<Step>> next) {
            steps = next;
            losses = next.stream().map(all -> new float[all.size()]).toList();
            Consumer<String> tell = told::add;
            tell.accept("learn %s: %d-%d"
                    .formatted(
                            together,
                            next.getFirst().getFirst().batch(),
                            next.getFirst().getLast().batch()));
        }

        @Override
        public void step(int i) {
            if (together.states.size() > memory) {
                throw new EngineException("CUDA out of memory");
            }
            for (int trial = 0; trial < losses.size(); trial++) {
                losses.get(trial)[i] = ++together.states.get(trial).weights[1];
                int batch = steps.get(trial).get(i).batch();
                for (int row = batch * batchSize;
                        row < Math.min((batch + 1) * batchSize, outputs[trial].length);
                        row++) {
                    outputs[trial][row] = batch;
                }
            }
        }

        @Override
        public float[][] losses() {
            return losses.toArray(float[][]::new);
        }

        @Override
        public float[][] outputs() {
            return outputs;
        }

        @Override
        public void close() {}
    }
}
