package ctrsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnerTest {
    private static final long NO_PROCESS = Long.MAX_VALUE / 10;

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

        assertThat(self.knowsDead(owner(self.instance(), ended.pid(), started))).isTrue();
    }

    /// The parent lives, but did not in 1970: its process id came round again.
    @Test
    void aProcessIdThatCameRoundAgainIsNotTheOwner() {
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        long started = parent.info().startInstant().orElseThrow().toEpochMilli();

        assertThat(self.knowsDead(owner(self.instance(), parent.pid(), started)))
                .isFalse();
        assertThat(self.knowsDead(owner(self.instance(), parent.pid(), 1))).isTrue();
        assertThat(self.knowsDead(owner(self.instance(), self.pid(), 1))).isTrue();
    }

    @Test
    void anotherHostsOwnerMayLive() {
        assertThat(self.knowsDead("elsewhere:1:1")).isFalse();
        assertThat(self.knowsDead("elsewhere/0123456789abcdef:1:1")).isFalse();
        assertThat(self.knowsDead("nonsense")).isFalse();
    }

    /// Two containers may have one name; and earlier versions named no instance.
    @Test
    void aHostOfTheSameNameIsAnother() {
        assertThat(self.instance()).isPresent();
        assertThat(self.knowsDead(owner(Optional.of("0123456789abcdef"), NO_PROCESS, 1)))
                .isFalse();
        assertThat(self.knowsDead(owner(Optional.empty(), NO_PROCESS, 1))).isFalse();
        assertThat(self.knowsDead(owner(self.instance(), NO_PROCESS, 1))).isTrue();
    }

    @Test
    void isReadAsItIsWritten() {
        assertThat(Owner.read(self.toString())).contains(self);
        assertThat(Owner.read(owner(Optional.empty(), 7, -1)))
                .contains(new Owner(self.host(), Optional.empty(), 7, -1));
        assertThat(Owner.inWords("lab3/0123456789abcdef:4711:1")).isEqualTo("process 4711 on lab3");
        assertThat(Owner.inWords("lab3:4711:1")).isEqualTo("process 4711 on lab3");
        assertThat(Owner.inWords("nonsense")).isEqualTo("nonsense");
    }

    private String owner(Optional<String> instance, long pid, long started) {
        return new Owner(self.host(), instance, pid, started).toString();
    }
}
