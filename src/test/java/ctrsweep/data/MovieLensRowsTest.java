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
/// them in a database. The digests were taken from version 2 of the data set, which differs from version 1 in the
/// order of ratings of one time only. On made-up files nothing is asked.
class MovieLensRowsTest {
    private static final String FILES = "8d9928a214009cdc2b6e05038f2eb8adfb268d6a9af7bf20840ba4b42100d4df";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "temporal, 42, 0.75, 999, 87fa952199087427, 400015:3877d724afa216ea, 400015:01d8c0ad2b4f2f72, "
                + "69998:001197a50175e0ec, 56998:58250ae7d00a818f, 54c283dc74ea3704",
        "temporal, 7, 0, 999, 87fa952199087427, 400015:e184961ed190422a, 400015:4502e302c1a9fe25, "
                + "69998:8dd45ad27c004683, 56998:4e00fc9fc7b9a758, 1294b5bb5712a933",
        "leave_one_out, 42, 0.75, 99, 6b1844aabe7c06a9, 490570:e19ce25b69b1c70b, 490570:63af99f0ebc2a257, "
                + "94300:2e4b4cf0340cfe51, 94300:517da9e6232e8c75, 140c8f265576b9cf",
        "leave_one_out, 3, 0, 999, 6b1844aabe7c06a9, 490570:d2f9cbafa7b2b7da, 490570:b56b55b09d83614b, "
                + "942944:5dd4e78925a0a852, 942944:4cdc8093fbf400d5, bfd05b4fd141ae19"
    })
    void areThoseOfVersion2(
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
        Dataset dataset = Datasets.load(
                experiment.data(), seed, new DataPlaces(Optional.empty(), folder, Path.of("")), note -> {});
        assertThat(List.of(
                        hex(sha256().digest(fields(dataset).getBytes(StandardCharsets.UTF_8))),
                        of(dataset.train(seed, 1)),
                        of(dataset.train(seed, 2)),
                        of(dataset.validation()),
                        of(dataset.test()),
                        dataset.fingerprint().substring(0, 16)))
                .containsExactly(fields, first, second, validation, test, fingerprint);
        assertThat(dataset.evaluation())
                .isEqualTo(Map.of(
                        "files",
                        FILES,
                        "split",
                        (split.equals("temporal") ? "temporal 0.1 0.1" : "leave_one_out 3")
                                + ", rows of one time in file order",
                        "label",
                        "from 4.0",
                        "negatives",
                        "%d, alpha %s, seed %d".formatted(negatives, alpha, seed)));
    }

    /// As version 1 described them, which had no weighted sequences.
    private static String fields(Dataset dataset) {
        return dataset.schema().fields().toString().replace(", weighted=false", "");
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
