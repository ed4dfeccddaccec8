package ctrsweep.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final Duration TOOK = Duration.ofSeconds(30);

    /// 60 of 144 epochs are done, 45 of them in these 30 seconds: 84 are left, at 1.5 a second 56 seconds.
    private final ProgressLine line = new ProgressLine(4, 12, 60, 144, 45, "trial 9 epoch 4/12 val.auc 0.7593");

    @Test
    void showsTrialsTimeLeftAndWhatHappenedLast() {
        // 25 of 60 twelfths of the bar's 24 columns: 10.
        assertThat(line.text(TOOK, 84))
                .isEqualTo("[==========              ] 4/12 trials, 0:56 left: trial 9 epoch 4/12 val.auc 0.7593");
    }

    @Test
    void givesTheBarWhatTheWordsLeave() {
        assertThat(line.text(TOOK, 200)).startsWith("[============                  ] 4/12");
        assertThat(line.text(TOOK, 65)).startsWith("[==   ] 4/12 trials");
        assertThat(line.text(TOOK, 64)).isEqualTo("4/12 trials, 0:56 left: trial 9 epoch 4/12 val.auc 0.7593");
        assertThat(line.text(TOOK, 20)).isEqualTo("4/12 trials, 0:56 le");
    }

    @Test
    void knowsNoTimeLeftBeforeTheFirstEpoch() {
        assertThat(new ProgressLine(4, 12, 48, 144, 0, "").text(TOOK, 20)).isEqualTo("[==    ] 4/12 trials");
    }

    @Test
    void tellsHoursFromMinutes() {
        assertThat(new ProgressLine(0, 2, 1, 201, 1, "").left(TOOK)).contains("1:40:00 left");
        assertThat(new ProgressLine(0, 2, 1, 3, 1, "").left(Duration.ofMinutes(29)))
                .contains("58:00 left");
        assertThat(new ProgressLine(2, 2, 3, 3, 1, "").left(TOOK)).contains("0:00 left");
    }

    @Test
    void anEmptyPlanIsDone() {
        assertThat(new ProgressLine(0, 0, 0, 0, 0, "").text(TOOK, 30)).isEqualTo("[=================] 0/0 trials");
    }
}
