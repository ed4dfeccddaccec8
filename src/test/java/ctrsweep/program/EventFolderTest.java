package ctrsweep.program;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.MetricSources;
import ctrsweep.config.Program;
import ctrsweep.metric.Metric;
import ctrsweep.sweep.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scalars in files of TensorBoard, which the test writes byte by byte.
class EventFolderTest {
    /// The first record of a file: 24 bytes, the checksum of that number, the time (field 1), and the version (field
    /// 3).
    private static final byte[] HEADER =
            record(HexFormat.of().parseHex("090000000000087040" + "1a0d" + "627261696e2e4576656e743a32"));

    @TempDir
    Path home;

    private Path events = Path.of("");

    @BeforeEach
    void folder() throws IOException {
        events = Files.createDirectories(home.resolve("tb"));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] numbers(int bytes, long number) {
        return Arrays.copyOf(
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(number)
                        .array(),
                bytes);
    }

    private static byte[] checksum(byte[] of) {
        CRC32C sum = new CRC32C();
        sum.update(of);
        long crc = sum.getValue();
        return numbers(4, ((crc >>> 15) | (crc << 17)) + 0xa282ead8L);
    }

    private static byte[] record(byte[] data) {
        byte[] length = numbers(8, data.length);
        return joined(length, checksum(length), data, checksum(data));
    }

    /// A field with a length below 128.
    private static byte[] field(int number, byte[] value) {
        return joined(new byte[] {(byte) ((number << 3) | 2), (byte) value.length}, value);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// An event whose step has two bytes: seven bits in each, the lower ones first.
    private static byte[] event(int step, byte[] value) {
        return record(joined(
                new byte[] {9}, numbers(8, Double.doubleToLongBits(256.5)),
                new byte[] {16, (byte) ((step & 127) | 128), (byte) (step >> 7)}, field(5, field(1, value))));
    }

    /// As PyTorch writes a scalar.
    private static byte[] scalar(int step, String tag, float value) {
        return event(step, joined(field(1, text(tag)), new byte[] {21}, numbers(4, Float.floatToIntBits(value))));
    }

    /// As TensorFlow 2 writes a scalar: a tensor of type float, with a shape without dimensions.
    private static byte[] tensor(int step, String tag, float value) {
        byte[] content = field(4, numbers(4, Float.floatToIntBits(value)));
        byte[] tensor = joined(new byte[] {8, 1}, field(2, new byte[0]), content);
        return event(
                step, joined(field(1, text(tag)), field(9, field(1, field(1, text("scalars")))), field(8, tensor)));
    }

    private EventFolder reader() {
        return new EventFolder(events, OneTrial.AUC);
    }

    private void write(String file, byte[]... parts) throws IOException {
        Path path = events.resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.write(path, joined(parts));
    }

    private static List<String> shown(List<PrintedNumbers> rows) {
        return rows.stream()
                .map(row -> row.epoch().orElseThrow() + " " + row.numbers())
                .toList();
    }

    @Test
    void theHeaderIsThatOfEveryEventFile() {
        assertThat(HexFormat.of().formatHex(HEADER)).startsWith("1800000000000000a37f4b2209");
    }

    @Test
    void scalarsAreReadAsTheyWereMeant() throws IOException {
        EventFolder reader = reader();
        byte[] real = joined(new byte[] {8, 2}, field(6, numbers(8, Double.doubleToLongBits(0.1))));
        byte[] list = joined(new byte[] {8, 1}, field(2, field(2, new byte[] {8, 2})), field(5, numbers(8, 0)));
        write(
                "events.out.tfevents.1.host",
                HEADER,
                scalar(300, "loss", 0.3f),
                event(300, joined(field(1, text("double")), field(8, real))),
                event(300, joined(field(1, text("list")), field(8, list))),
                event(300, joined(field(1, text("histogram")), field(5, new byte[] {9, 0, 0, 0, 0, 0, 0, 0, 0}))),
                tensor(300, "auc", 0.7f),
                scalar(301, "auc", Float.NaN));
        assertThat(shown(reader.news())).containsExactly("300.0 {loss=0.3, double=0.1, auc=0.7}", "301.0 {auc=NaN}");
        assertThat(reader.problem()).isEmpty();
    }

    @Test
    void aStepWithTheObjectiveIsAnEpochAndHasWhatCameBefore() throws IOException {
        EventFolder reader = reader();
        write("tfevents.a", scalar(1, "lr", 1), scalar(2, "lr", 2), scalar(2, "auc", 0.5f), scalar(3, "lr", 3));
        write("train/tfevents.b", scalar(2, "auc", 0.9f));
        assertThat(shown(reader.news())).containsExactly("2.0 {lr=2.0, auc=0.5, train/auc=0.9}");
        write("train/tfevents.b", scalar(2, "auc", 0.9f), scalar(1, "loss", 1), scalar(2, "loss", 2));
        assertThat(shown(reader.news())).as("what comes late").containsExactly("2.0 {train/loss=2.0}");
        write("tfevents.c", scalar(4, "epoch", 1), scalar(4, "auc", 0.6f));
        assertThat(shown(reader.news())).as("Lightning").containsExactly("1.0 {lr=3.0, auc=0.6}");
    }

    @Test
    void aRecordThatIsBeingWrittenIsWaitedFor() throws IOException {
        EventFolder reader = reader();
        byte[] all = joined(HEADER, scalar(1, "auc", 0.5f), scalar(2, "auc", 0.6f));
        for (int end = 0; end < all.length; end++) {
            Files.write(events.resolve("tfevents"), Arrays.copyOf(all, end));
            List<PrintedNumbers> rows = reader.news();
            assertThat(rows).as("%d bytes", end).hasSize(end == all.length - scalar(2, "auc", 0.6f).length ? 1 : 0);
        }
        byte[] hole = all.clone();
        hole[all.length - 6] ^= 1;
        Files.write(events.resolve("tfevents"), hole);
        assertThat(reader.news()).isEmpty();
        Files.write(events.resolve("tfevents"), all);
        assertThat(shown(reader.news())).containsExactly("2.0 {auc=0.6}");
    }

    @Test
    void whatAnEarlierAttemptWroteDoesNotCount() throws IOException {
        write("tfevents.1", HEADER, scalar(1, "auc", 0.5f));
        EventFolder reader = reader();
        assertThat(reader.news()).isEmpty();
        assertThat(reader.problem()).hasValue(events + " has no new scalars");
        write("tfevents.1", HEADER, scalar(1, "auc", 0.5f), scalar(2, "auc", 0.6f));
        assertThat(shown(reader.news())).containsExactly("2.0 {auc=0.6}");
    }

    @Test
    void itSaysWhyThereIsNoObjective() throws IOException {
        EventFolder reader = reader();
        assertThat(reader.problem()).hasValue(events + " has no event files");
        write("tfevents.1", HEADER, scalar(1, "AUC", 0.5f), scalar(1, "loss", 0.5f));
        reader.news();
        assertThat(reader.problem()).hasValue(events + " has AUC, loss");
        write("tfevents.2", text("this is no file of TensorBoard, but long enough"));
        reader.news();
        assertThat(reader.problem()).hasValue(events.resolve("tfevents.2") + " has no complete record at byte 0");
    }

    private OneTrial trial(String lines, int firstEpoch) {
        MetricSources sources =
                new MetricSources(Set.of(), List.of(), Optional.empty(), Optional.of("tb"), false, firstEpoch);
        return OneTrial.of(home, Program.of(List.of("sh", "-c", lines)).reading(sources));
    }

    @Test
    void aTrialReportsEpochsAsTheyAreWritten() throws Exception {
        byte[] last = scalar(1, "auc", 0.75f);
        Files.write(home.resolve("first"), joined(HEADER, scalar(0, "train.loss", 0.5f), scalar(0, "auc", 0.5f)));
        Files.write(home.resolve("torn"), Arrays.copyOf(last, 20));
        Files.write(home.resolve("rest"), Arrays.copyOfRange(last, 20, last.length));
        OneTrial trial =
                trial("cat first > tb/tfevents.1; cat torn >> tb/tfevents.1; sleep 1.5; cat rest >> tb/tfevents.1", 0);
        Outcome.Completed completed = trial.completed();
        assertThat(completed.bestEpoch()).isEqualTo(2);
        assertThat(trial.epochs()).containsExactly(1, 2);
        assertThat(trial.reports().getFirst().metrics())
                .isEqualTo(Map.of(OneTrial.AUC, 0.5, Metric.of("train.loss"), 0.5));
    }

    @Test
    void aTrialWithoutTheObjectiveFails() throws Exception {
        Files.write(home.resolve("first"), joined(HEADER, scalar(1, "val_auc", 0.5f)));
        assertThat(trial("cat first > tb/tfevents.1", 1).failed().error())
                .contains(home.resolve("tb") + " has val_auc");
    }
}
