package ctrsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstFailuresTest {
    private final FirstFailures failures = new FirstFailures();

    private static Outcome failed(String error) {
        return new Outcome.Failed(StopReason.ERROR, error, Map.of());
    }

    private static Outcome completed() {
        return new Outcome.Completed(StopReason.LAST_EPOCH, 1, 1, Map.of(), Map.of(), List.of(), Map.of());
    }

    @Test
    void threeAlikeAreTold() {
        assertThat(failures.add(failed("exit code 2, see trial-0000/stderr.log"), 0))
                .isEmpty();
        assertThat(failures.add(failed("exit code 2, see trial-0001/stderr.log"), 0))
                .isEmpty();
        assertThat(failures.add(failed("exit code 2, see trial-0002/stderr.log"), 0))
                .contains("exit code 2, see trial-0000/stderr.log");
        assertThat(failures.add(failed("exit code 2, see trial-0003/stderr.log"), 0))
                .isEmpty();
    }

    @Test
    void anotherErrorIsAnotherFailure() {
        failures.add(failed("no module torch"), 0);
        failures.add(failed("no such file"), 0);
        assertThat(failures.add(failed("no module torch"), 0)).isEmpty();
        assertThat(failures.add(failed("no module torch"), 0)).isEmpty();
    }

    @Test
    void aTrialThatCameToAnEpochShowsThatTheyCan() {
        failures.add(failed("out of memory"), 0);
        failures.add(failed("out of memory"), 1);
        assertThat(failures.add(failed("out of memory"), 0)).isEmpty();
        assertThat(failures.add(failed("out of memory"), 0)).isEmpty();
    }

    @Test
    void anyThatCompletedShowsItToo() {
        failures.add(completed(), 3);
        assertThat(failures.add(failed("no"), 0)).isEmpty();
        assertThat(failures.add(failed("no"), 0)).isEmpty();
        assertThat(failures.add(failed("no"), 0)).isEmpty();
    }
}
