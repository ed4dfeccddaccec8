package ctrsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnerTest {
    private final Owner self = Owner.self();

    @Test
    void itselfLives() {
        assertThat(self.knowsDead(self.toString())).isFalse();
        assertThat(Owner.self()).isEqualTo(self);
    }

    @Test
    void anEndedProcessOfThisHostIsDead() throws Exception {
        Process ended = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(), "--version")
                .redirectErrorStream(true)
                .start();
        long started = ended.info().startInstant().orElseThrow().toEpochMilli();
        ended.getInputStream().readAllBytes();
        ended.waitFor();

        assertThat(self.knowsDead(new Owner(self.host(), ended.pid(), started).toString()))
                .isTrue();
    }

    /// The parent lives, but did not in 1970: its process id came round again.
    @Test
    void aProcessIdThatCameRoundAgainIsNotTheOwner() {
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        long started = parent.info().startInstant().orElseThrow().toEpochMilli();

        assertThat(self.knowsDead(new Owner(self.host(), parent.pid(), started).toString()))
                .isFalse();
        assertThat(self.knowsDead(new Owner(self.host(), parent.pid(), 1).toString()))
                .isTrue();
        assertThat(self.knowsDead(new Owner(self.host(), self.pid(), 1).toString()))
                .isTrue();
    }

    @Test
    void anotherHostsOwnerMayLive() {
        assertThat(self.knowsDead("elsewhere:1:1")).isFalse();
        assertThat(self.knowsDead("nonsense")).isFalse();
    }
}
