package ctrsweep.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.metric.Goal;
import ctrsweep.report.importance.Importances;
import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Value;
import ctrsweep.sweep.TrialDetails;
import ctrsweep.sweep.TrialState;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The picture files, read back.
@Timeout(60)
class PicturesTest {
    @TempDir
    Path folder;

    private static BufferedImage read(Path file) throws IOException {
        return ImageIO.read(file.toFile());
    }

    private static long pixels(BufferedImage image, Color colour) {
        long count = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                count += (image.getRGB(x, y) & 0xFFFFFF) == (colour.getRGB() & 0xFFFFFF) ? 1 : 0;
            }
        }
        return count;
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }

    @Test
    void drawsWhatASweepHas() throws IOException {
        List<Path> files = new Pictures(MadeUpPictureData.of(60)).write(folder.resolve("new/pictures"));

        assertThat(names(files))
                .containsExactly(
                        "curve.png",
                        "history.png",
                        "importance.png",
                        "slice-1-model_name.png",
                        "slice-2-training.lr.png",
                        "slice-3-feature.embedding_l2_regularization.png");
        for (Path file : files) {
            BufferedImage image = read(file);
            assertThat(image.getWidth()).isEqualTo(1440);
            assertThat(image.getHeight()).isEqualTo(880);
            assertThat(image.getRGB(0, 0)).isEqualTo(Color.WHITE.getRGB());
            assertThat(pixels(image, Color.WHITE)).as(file + " is mostly empty").isGreaterThan(700_000);
            assertThat(pixels(image, ChartStyle.INK)).as(file + " has text").isGreaterThan(500);
        }
        assertThat(pixels(read(files.get(0)), ChartStyle.BLUE)).isGreaterThan(1_000);
        assertThat(pixels(read(files.get(0)), ChartStyle.VERMILLION)).isGreaterThan(100);
        assertThat(pixels(read(files.get(1)), ChartStyle.VERMILLION)).isGreaterThan(1_000);
        assertThat(pixels(read(files.get(1)), ChartStyle.GREY)).isGreaterThan(300);
        assertThat(pixels(read(files.get(2)), ChartStyle.SKY)).isGreaterThan(50_000);
        assertThat(pixels(read(files.get(3)), ChartStyle.VERMILLION)).isGreaterThan(100);
        assertThat(pixels(read(files.get(4)), ChartStyle.VERMILLION)).isGreaterThan(100);
    }

    @Test
    void equalFactsGiveEqualFiles() throws IOException {
        List<Path> once = new Pictures(MadeUpPictureData.of(12)).write(folder.resolve("once"));
        List<Path> again = new Pictures(MadeUpPictureData.of(12)).write(folder.resolve("again"));

        for (int i = 0; i < once.size(); i++) {
            assertThat(again.get(i)).hasSameBinaryContentAs(once.get(i));
        }
    }

    @Test
    void theWinnerIsWhereItShouldBe() throws IOException {
        Map<String, Domain> domains = Map.of();
        TrialDetails low = trial(0, Optional.of(2), 0.5, 0.5, 0.5);
        TrialDetails high = trial(1, Optional.of(1), 0.9, 0.9, 0.9);
        Path file = new Pictures(MadeUpPictureData.of(domains, List.of(low, high)))
                .write(folder)
                .getFirst();
        BufferedImage image = read(file);

        assertThat(middle(image, ChartStyle.BLUE)).isLessThan(image.getHeight() * 0.2);
        assertThat(middle(image, ChartStyle.VERMILLION)).isLessThan(image.getHeight() * 0.2);
    }

    /// The mean height of the pixels of a colour in the upper three quarters, which do not contain the legend.
    private static double middle(BufferedImage image, Color colour) {
        List<Integer> heights = new ArrayList<>();
        for (int y = 0; y < image.getHeight() * 3 / 4; y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xFFFFFF) == (colour.getRGB() & 0xFFFFFF)) {
                    heights.add(y);
                }
            }
        }
        return heights.stream().mapToInt(height -> height).average().orElseThrow();
    }

    private static TrialDetails trial(int number, Optional<Integer> rank, double... aucs) {
        List<ctrsweep.sweep.EpochReport> epochs = new ArrayList<>();
        for (double auc : aucs) {
            epochs.add(MadeUpPictureData.epoch(epochs.size() + 1, auc));
        }
        return MadeUpPictureData.details(
                MadeUpPictureData.trial(number, rank, TrialState.COMPLETED, Map.of(), 2, aucs[aucs.length - 1]),
                epochs);
    }

    @Test
    void whereNothingWasMeasuredNothingIsDrawn() {
        assertThat(new Pictures(MadeUpPictureData.of(Map.of(), List.of())).write(folder))
                .isEmpty();
        TrialDetails failed = MadeUpPictureData.details(
                MadeUpPictureData.trial(0, Optional.empty(), TrialState.FAILED, Map.of(), 1, Double.NaN), List.of());

        assertThat(new Pictures(MadeUpPictureData.of(Map.of(), List.of(failed))).write(folder))
                .isEmpty();
    }

    /// The chart library must end with each of these.
    @Test
    void oddNumbersAreDrawnToo() {
        assertThat(names(new Pictures(MadeUpPictureData.of(Map.of(), List.of(trial(0, Optional.of(1), 0.7))))
                        .write(folder)))
                .containsExactly("curve.png", "history.png");
        for (double size : new double[] {1e-320, 1e-12, 1, 1e12, 1e299, 1e308}) {
            List<TrialDetails> trials = List.of(
                    trial(0, Optional.of(1), 3 * (size / 4), size, Double.NaN, size),
                    trial(4, Optional.of(2), size / 2, Double.POSITIVE_INFINITY, -size / 2),
                    trial(1_000_000_000, Optional.of(3), 0, 0));
            assertThat(new Pictures(MadeUpPictureData.of(Map.of(), trials)).write(folder))
                    .as("of size " + size)
                    .hasSize(2);
        }
    }

    @Test
    void oddDomainsAreDrawnToo() {
        for (double size : new double[] {1e-300, 1e-12, 1, 1e12, 1e300}) {
            for (Interval.Scale scale : Interval.Scale.values()) {
                Domain domain = new Interval(
                        new BigDecimal(size), new BigDecimal(size * 8), scale, Optional.empty(), Interval.Kind.REAL);
                List<TrialDetails> trials = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    Value value = new Value.Real(size * (i < 3 ? 4 : 1 + i % 7));
                    trials.add(MadeUpPictureData.details(
                            MadeUpPictureData.trial(
                                    i, Optional.of(i + 1), TrialState.COMPLETED, Map.of("x", value), 1, 0.9 - i * 0.01),
                            List.of()));
                }
                assertThat(names(new Pictures(MadeUpPictureData.of(Map.of("x", domain), trials)).write(folder)))
                        .as("%s from %s", scale, size)
                        .contains("slice-1-x.png");
            }
        }
    }

    @Test
    void textFromOutsideIsText() {
        String hostile = "../<script>\u001b[31m" + "long".repeat(50);
        Domain domain = new Choices(List.of(new Value.Text(hostile), new Value.Text("b")));
        List<TrialDetails> trials = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Value value = new Value.Text(i < 5 ? hostile : "b");
            trials.add(MadeUpPictureData.details(
                    MadeUpPictureData.trial(
                            i, Optional.of(i + 1), TrialState.COMPLETED, Map.of(hostile, value), 1, 0.9 - i * 0.01),
                    List.of(MadeUpPictureData.epoch(1, 0.5))));
        }
        PictureData data = MadeUpPictureData.of(Map.of(hostile, domain), trials);
        List<Path> files = new Pictures(new PictureData(
                        hostile, data.objective(), Goal.MAXIMIZE, data.domains(), trials, data.importances()))
                .write(folder);

        assertThat(files).hasSize(4).allSatisfy(file -> assertThat(file).hasParent(folder));
        assertThat(data.importances()).isInstanceOf(Importances.Ranked.class);
    }

    @Test
    void whereTheFolderIsAFileThatIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new Pictures(MadeUpPictureData.of(8)).write(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot be written");
    }

    /// Runs in a process whose fontconfig has no fonts, which only Linux uses.
    @Test
    void aMachineWithoutFontsGetsAPlainError() throws Exception {
        Path empty = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Duser.home=" + folder,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Drawing.class.getName(),
                        folder.resolve("pictures").toString())
                .redirectErrorStream(true);
        builder.environment().put("FONTCONFIG_FILE", empty.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        if (!System.getProperty("os.name").equals("Linux")) {
            assertThat(folder.resolve("pictures")).isNotEmptyDirectory();
            return;
        }
        assertThat(said).startsWith("pictures need fonts, and Java found none on this machine");
        assertThat(folder.resolve("pictures")).doesNotExist();
    }

    static final class Drawing {
        private Drawing() {}

        public static void main(String[] args) {
            try {
                new Pictures(MadeUpPictureData.of(8)).write(Path.of(args[0]));
            } catch (UncheckedIOException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
