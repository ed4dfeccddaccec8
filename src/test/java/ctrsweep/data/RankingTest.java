package ctrsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.metric.Ranking;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void ranksThePositiveOfEachGroup() {
        // Group 7: the positive is third of three. Group 3: first of two.
        float[] scores = {0.9f, 0.8f, 0.1f, 0.6f, 0.5f};
        float[] labels = {0, 0, 1, 1, 0};
        Ranking ranking = Ranking.of(scores, labels, new int[] {7, 7, 7, 3, 3});
        assertThat(ranking.hitRate(1).getAsDouble()).isEqualTo(0.5);
        assertThat(ranking.hitRate(2).getAsDouble()).isEqualTo(0.5);
        assertThat(ranking.hitRate(3).getAsDouble()).isEqualTo(1);
        // 1/log2(3 + 1) = 1/2 and 1/log2(1 + 1) = 1
        assertThat(ranking.ndcg(3).getAsDouble()).isCloseTo((0.5 + 1) / 2, within(1e-15));
        assertThat(ranking.ndcg(2).getAsDouble()).isCloseTo((0 + 1) / 2.0, within(1e-15));
    }

    @Test
    void takesTheMeanOverTheOrdersOfATie() {
        // One row above, then the positive with three others: its rank is 2, 3, 4 or 5, each with chance 1/4.
        float[] scores = {2, 1, 1, 1, 1, 0};
        float[] labels = {0, 0, 1, 0, 0, 0};
        Ranking ranking = Ranking.of(scores, labels, new int[6]);
        assertThat(ranking.hitRate(1).getAsDouble()).isZero();
        assertThat(ranking.hitRate(3).getAsDouble()).isCloseTo(2 / 4.0, within(1e-15));
        assertThat(ranking.hitRate(5).getAsDouble()).isEqualTo(1);
        double gain = Math.log(2) / Math.log(3) + 1.0 / 2; // ranks 2 and 3: 1/log2(3), 1/log2(4)
        assertThat(ranking.ndcg(3).getAsDouble()).isCloseTo(gain / 4, within(1e-15));
    }

    @Test
    void countsAGroupWithSeveralPositivesOnce() {
        // Ranks 1 and 3 of three are positive; best would be 1 and 2.
        Ranking ranking = Ranking.of(new float[] {3, 2, 1}, new float[] {1, 0, 1}, new int[3]);
        assertThat(ranking.hitRate(1).getAsDouble()).isEqualTo(1);
        double best = 1 + Math.log(2) / Math.log(3);
        assertThat(ranking.ndcg(3).getAsDouble()).isCloseTo((1 + 0.5) / best, within(1e-15));
        assertThat(ranking.ndcg(1).getAsDouble()).isEqualTo(1);
    }

    @Test
    void leavesGroupsWithoutAPositiveOut() {
        Ranking ranking = Ranking.of(new float[] {1, 2, 3}, new float[] {1, 0, 0}, new int[] {0, 1, 1});
        assertThat(ranking.hitRate(1).getAsDouble()).isEqualTo(1);
        Ranking none = Ranking.of(new float[] {1, 2}, new float[2], new int[2]);
        assertThat(none.hitRate(1)).isEmpty();
        assertThat(none.ndcg(1)).isEmpty();
    }

    @Test
    void aScoreThatIsNotANumberMakesTheMetricSo() {
        Ranking ranking = Ranking.of(new float[] {1, Float.NaN}, new float[] {1, 0}, new int[2]);
        assertThat(ranking.hitRate(1).getAsDouble()).isNaN();
    }

    /// The formulas against the mean over many random orders of the input, ranked by a stable sort.
    @Test
    void equalsTheMeanOverShuffledInputs() {
        SplittableRandom random = new SplittableRandom(5);
        float[] scores = {3, 3, 2, 2, 2, 2, 1, 1, 0};
        float[] labels = {0, 1, 1, 0, 1, 0, 1, 0, 0};
        Ranking ranking = Ranking.of(scores, labels, new int[9]);
        for (int k : new int[] {1, 2, 4, 7, 20}) {
            double hits = 0;
            double gains = 0;
            int trials = 20_000;
            for (int trial = 0; trial < trials; trial++) {
                int[] shuffled = Shuffle.of(9, random);
                int[] order = IntStream.of(shuffled)
                        .boxed()
                        .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                        .mapToInt(Integer::intValue)
                        .toArray();
                boolean hit = false;
                for (int rank = 1; rank <= Math.min(k, 9); rank++) {
                    if (labels[order[rank - 1]] == 1) {
                        hit = true;
                        gains += Math.log(2) / Math.log(rank + 1);
                    }
                }
                hits += hit ? 1 : 0;
            }
            double best = 0;
            for (int rank = 1; rank <= Math.min(k, 4); rank++) {
                best += Math.log(2) / Math.log(rank + 1);
            }
            assertThat(ranking.hitRate(k).getAsDouble()).isCloseTo(hits / trials, within(0.015));
            assertThat(ranking.ndcg(k).getAsDouble()).isCloseTo(gains / trials / best, within(0.015));
        }
    }

    @Test
    void agreesWithTheReferenceNumbers() {
        Golden.Lists lists = Golden.read().ranking();
        int width = lists.users().getFirst().scores().size();
        int rows = lists.users().size() * width;
        double[] scores = new double[rows];
        float[] labels = new float[rows];
        int[] groups = new int[rows];
        for (int i = 0; i < rows; i++) {
            Golden.User user = lists.users().get(i / width);
            scores[i] = user.scores().get(i % width);
            labels[i] = user.labels().get(i % width);
            groups[i] = i / width;
        }
        Ranking ranking = Ranking.of(scores, labels, groups);
        assertThat(lists.expected()).hasSize(8);
        lists.expected().forEach((name, expected) -> {
            int k = Integer.parseInt(name.substring(name.indexOf('@') + 1));
            double found = (name.startsWith("HR") ? ranking.hitRate(k) : ranking.ndcg(k)).getAsDouble();
            assertThat(found).as(name).isCloseTo(expected, within(1e-9));
        });
    }
}
