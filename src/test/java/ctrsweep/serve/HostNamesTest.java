package ctrsweep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
    private final HostNames names =
            HostNames.of(new Access("Workstation.lan", List.of("Team.example"), Optional.empty(), BasePath.NONE));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8090",
                "127.0.0.1:1",
                "192.168.0.7",
                "[::1]:8090",
                "[fe80::1]",
                "workstation.lan:80",
                "team.example"
            })
    void numbersAndTheGivenNamesCanOnlyMeanThisMachine(String host) {
        assertThat(names.refusal(List.of(host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "evil.team.example",
                "evil.example:8090",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.1:8090.evil.example",
                "evil.example@127.0.0.1",
                "[::1].evil.example",
                "[::1",
                "1.2.3"
            })
    void anyOtherNameMayBeSomebodyElses(String host) {
        assertThat(names.refusal(List.of(host))).isPresent();
    }

    @Test
    void saysWhichHostIsNotAllowedAndWhatToDo() {
        assertThat(names.refusal(List.of("VM:8090")))
                .hasValue("Host 'vm' is not allowed; open the address that the server printed, use localhost, "
                        + "or start it with --allow-host vm.");
    }

    @Test
    void oneHeaderIsNeededAndNoMore() {
        assertThat(names.refusal(List.of())).hasValue("The request has 0 Host headers instead of one.");
        assertThat(names.refusal(List.of("localhost", "localhost"))).isPresent();
    }
}
