package ctrsweep.data;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.ExperimentReader;
import ctrsweep.settings.Experiment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a model gets of MovieLens-100K, bit for bit: fields, rows, their order and their negatives, and what names
/// them in a database. The digests were taken from version 1 of the data set, which read the three files with code of
/// its own. On made-up files nothing is asked.
class MovieLensRowsTest {
    private static final String FILES = "8d9928a214009cdc2b6e05038f2eb8adfb268d6a9af7bf20840ba4b42100d4df";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "temporal, 42, 0.75, 999, 87fa952199087427, 400015:f290da0add78cfe1, 400015:5a6f6a8805abebb4, "
                + "69998:c9e70b1b58181feb, 56998:80b17a7a2254dd29, 438cfdc7d2702cea",
        "temporal, 7, 0, 999, 87fa952199087427, 400015:3cd831eb7a770ede, 400015:dc915b681e661520, "
                + "69998:06f574e3e365f59c, 56998:70ba6d90e6c59eb9, d37d1faed9893724",
        "leave_one_out, 42, 0.75, 99, 9149f84740ae682b, 490570:cfe0602d6d88139d, 490570:6195d82a0445f223, "
                + "94300:87b694dc066259bf, 94300:6ec92e948f55bb0d, a145f490e474548f",
        "leave_one_out, 3, 0, 999, 9149f84740ae682b, 490570:096ffdd2b6119b2d, 490570:fd09da663895aee1, "
                + "942944:3661936e0d23ed7e, 942944:6d5739ef457e3448, e01ae2824ed77744"
    })
    void areThoseOfVersion1(
            String split,
            long seed,
            double alpha,
            int negatives,
            String fields,
            String first,
            String second,
            String validation,
            String test,
            String fingerprint) {
        Optional<Path> files = MovieLensFixture.real();
        if (files.isEmpty()) {
            return;
        }
        Experiment experiment = ExperimentReader.changed(
                Experiment.DEFAULTS,
                List.of(
                        "data.data_dir=" + files.get(),
                        "data.split_strategy=" + split,
                        "data.neg_sampling_alpha=" + alpha,
                        "data.num_neg_eval=" + negatives));
        Dataset dataset = Datasets.load(experiment.data(), seed, new DataPlaces(Optional.empty(), folder), note -> {});
        assertThat(hex(sha256().digest(dataset.schema().fields().toString().getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(fields);
        assertThat(of(dataset.train(seed, 1))).isEqualTo(first);
        assertThat(of(dataset.train(seed, 2))).isEqualTo(second);
        assertThat(of(dataset.validation())).isEqualTo(validation);
        assertThat(of(dataset.test())).isEqualTo(test);
        assertThat(dataset.fingerprint()).startsWith(fingerprint);
        assertThat(dataset.evaluation())
                .isEqualTo(Map.of(
                        "files",
                        FILES,
                        "split",
                        split.equals("temporal") ? "temporal 0.1 0.1" : "leave_one_out 3",
                        "label",
                        "from 4.0",
                        "negatives",
                        "%d, alpha %s, seed %d".formatted(negatives, alpha, seed)));
    }

    private static String of(Examples examples) {
        Rows rows = examples.inMemory();
        MessageDigest digest = sha256();
        ints(digest, rows.sparse());
        ints(digest, rows.sequences());
        floats(digest, rows.dense());
        floats(digest, examples.labels());
        ints(digest, examples.groups());
        return examples.size() + ":" + hex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest, 0, 8);
    }

    private static void ints(MessageDigest digest, int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        bytes.asIntBuffer().put(values);
        digest.update(bytes);
    }

    private static void floats(MessageDigest digest, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
    }
}
