package ctrsweep.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputsUriTest {

    @ParameterizedTest
    @ValueSource(strings = {"outputs", "/data/outputs", "./a:b", "C:/outputs", "C:\\outputs", "a:b", ""})
    void foldersAreNotTakenForUris(String text) {
        assertThat(OutputsUri.isOne(text)).isFalse();
    }

    @Test
    void slashesAtTheEndDoNotCount() {
        assertThat(OutputsUri.of("s3://bucket/sweeps//")).isEqualTo(OutputsUri.of("s3://bucket/sweeps"));
        assertThat(OutputsUri.of("s3://bucket/sweeps/first").isBelow(OutputsUri.of("s3://bucket/sweeps")))
                .isTrue();
        assertThat(OutputsUri.of("s3://bucket/sweeps-2").isBelow(OutputsUri.of("s3://bucket/sweeps")))
                .isFalse();
    }

    @Test
    void aFileUriIsAFolder() {
        assertThat(OutputsUri.of("file:///shared/my%20sweeps").folder()).contains(Path.of("/shared/my sweeps"));
        assertThat(OutputsUri.of("file:/shared").isRemote()).isFalse();
        assertThat(OutputsUri.of("s3://bucket").folder()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3x://key:secret@host/bucket",
                "s3x://secret@host/bucket",
                "s3x://key:secret@host:99999x/bucket",
                "az://container/x?sig=secret",
                "s3://bucket/x#secret",
                "s3://buc ket/secret"
            })
    void credentialsAreRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> OutputsUri.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void aHostOfFilesIsRefused() {
        assertThatThrownBy(() -> OutputsUri.of("file://server/share")).hasMessageContaining("names a host");
    }
}
