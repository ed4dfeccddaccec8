package ctrsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ctrsweep.config.ConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
    @TempDir
    Path folder;

    @Test
    void aGridIsNumberedWithItsFirstParameterVaryingSlowest() {
        Plan plan = new Plan(Specs.of(folder, """
                method: grid
                parameters:
                  feature.fm_embed_dim: {values: [8, 16]}
                  dnn.dropout: {min: 0.1, max: 0.3, step: 0.1}
                """));
        // 2 x 3 points, dropout turning over first; numbers begin where the log says, here 100.
        assertThat(plan.size().trials()).isEqualTo(6);
        assertThat(lines(plan.trials(100)))
                .containsExactly(
                        "100 feature.fm_embed_dim=8 dnn.dropout=0.1",
                        "101 feature.fm_embed_dim=8 dnn.dropout=0.2",
                        "102 feature.fm_embed_dim=8 dnn.dropout=0.3",
                        "103 feature.fm_embed_dim=16 dnn.dropout=0.1",
                        "104 feature.fm_embed_dim=16 dnn.dropout=0.2",
                        "105 feature.fm_embed_dim=16 dnn.dropout=0.3");
    }

    @Test
    void trialsCarryTheirConfig() {
        PlannedTrial last = all(new Plan(Specs.grid(folder, 3, "")).trials(0)).getLast();
        assertThat(last.config().seed()).isEqualTo(2);
        assertThat(last.configHash()).matches("[0-9a-f]{64}");
    }

    @Test
    void aGridOfABillionPointsPlansAtOnce() {
        Plan plan = new Plan(Specs.of(folder, """
                method: grid
                overrides: {data.dataset_name: generated}
                parameters:
                  seed: {min: 1, max: 1000000000}
                  data.generated.seed: {min: 1, max: 1000000000}
                """));
        assertThat(plan.size().trials()).isEqualTo(1_000_000_000_000_000_000L);
        assertThat(plan.trials(0).next().config().seed()).isEqualTo(1);
    }

    @Test
    void tellsWhatItPassesOver() {
        Plan plan = new Plan(Specs.of(folder, """
                method: random
                parameters: {dnn.dropout: {values: [0.1, 0.2, 0.3]}}
                constraints: ["dnn.dropout < 0.3"]
                budget: {trials: 9}
                """));
        Plan.Beginning beginning = plan.beginning(9);
        assertThat(beginning.trials()).hasSize(2);
        assertThat(beginning.duplicates()).isPositive();
        assertThat(beginning.forbidden()).isPositive();
    }

    @Test
    void countsWhatConditionsAndConstraintsLeaveOfAGrid() {
        // Without attention 2 dropouts; with it 2 x 2, less the one that is forbidden.
        Plan plan = new Plan(Specs.of(folder, """
                method: grid
                parameters:
                  model_name: {values: [deepfm, attention_deepfm]}
                  attention.num_heads: {values: [2, 4], when: {model_name: attention_deepfm}}
                  dnn.dropout: {values: [0.1, 0.2]}
                constraints: ["not (attention.num_heads = 4 and dnn.dropout = 0.2)"]
                repeats: {seeds: [1, 2]}
                """));
        assertThat(plan.size()).isEqualTo(new Plan.Size(10, true));
    }

    @Test
    void aGridStopsAtItsBudget() {
        Plan plan = new Plan(Specs.grid(folder, 10, "budget: {trials: 4}\n"));
        assertThat(plan.size().trials()).isEqualTo(4);
        assertThat(all(plan.trials(0))).hasSize(4);
    }

    @Test
    void randomDrawsOfASmallSpaceFindEveryPointOnceAndThenEnd() {
        Plan plan = new Plan(Specs.of(folder, """
                method: random
                parameters:
                  feature.fm_embed_dim: {values: [8, 16, 32]}
                  dnn.use_batch_norm: {values: [true, false]}
                budget: {trials: 50}
                """));
        List<PlannedTrial> trials = all(plan.trials(0));
        assertThat(plan.size().trials()).isEqualTo(6);
        assertThat(trials)
                .extracting(PlannedTrial::assignment)
                .doesNotHaveDuplicates()
                .hasSize(6);
        assertThat(trials).extracting(PlannedTrial::number).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aLongerBudgetGoesOnWhereTheShorterEnded() {
        String spec = "method: random\nparameters: {training.lr: {min: 1e-4, max: 1e-2, scale: log}}\n";
        List<String> five = lines(new Plan(Specs.of(folder, spec + "budget: {trials: 5}\n")).trials(0));
        List<String> eight = lines(new Plan(Specs.of(folder, spec + "budget: {trials: 8}\n")).trials(0));
        assertThat(five).hasSize(5);
        assertThat(eight).hasSize(8).startsWith(five.toArray(new String[0]));
    }

    @Test
    void valuesThatDoNotGoTogetherAreNamedWhenTheirTurnComes() {
        Iterator<PlannedTrial> trials = new Plan(Specs.of(folder, """
                method: grid
                overrides: {model_name: attention_deepfm}
                parameters:
                  attention.num_heads: {values: [4, 8]}
                  attention.attention_dim: {values: [64, 36]}
                """)).trials(0);
        // (4, 64), (4, 36) and (8, 64) are right.
        for (int right = 0; right < 3; right++) {
            trials.next();
        }
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(trials::hasNext)
                .withMessage("test: no trial can have attention.num_heads=8 attention.attention_dim=36:"
                        + " attention.num_heads: 8 heads cannot share attention_dim 36 evenly");
    }

    private static List<PlannedTrial> all(Iterator<PlannedTrial> trials) {
        List<PlannedTrial> all = new ArrayList<>();
        trials.forEachRemaining(all::add);
        return all;
    }

    private static List<String> lines(Iterator<PlannedTrial> trials) {
        return all(trials).stream()
                .map(trial -> trial.number() + " " + trial.assignment())
                .toList();
    }
}
