package ctrsweep.report.picture;

import ctrsweep.report.WholeFile;
import ctrsweep.report.importance.Importance;
import ctrsweep.report.importance.Importances;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.knowm.xchart.internal.chartpart.Chart;

/// The pictures of a sweep: `curve.png`, `history.png`, `importance.png`, and `slice-1-training.lr.png` of the most
/// important parameters.
public record Pictures(Facts facts) {
    private static final int SLICES = 3;

    /// Pixels of a point, for screens that have many.
    private static final int SCALE = 2;

    /// Writes those for which there are facts, and makes the folder where it is missing.
    ///
    /// @return the files, in this order
    /// @throws UncheckedIOException with a message for a person, also when this machine cannot draw text
    public List<Path> write(Path folder) {
        System.setProperty("java.awt.headless", "true");
        checkFonts();
        List<Path> files = new ArrayList<>();
        new CurvePicture(facts).draw().ifPresent(chart -> files.add(write(chart, folder.resolve("curve.png"))));
        new HistoryPicture(facts).draw().ifPresent(chart -> files.add(write(chart, folder.resolve("history.png"))));
        new ImportancePicture(facts)
                .draw()
                .ifPresent(chart -> files.add(write(chart, folder.resolve("importance.png"))));
        List<String> sliced = sliced();
        for (int i = 0; i < sliced.size(); i++) {
            String name = "slice-%d-%s.png".formatted(i + 1, sliced.get(i).replaceAll("[^A-Za-z0-9._-]", "_"));
            Optional<Chart<?, ?>> chart = new SlicePicture(facts, sliced.get(i)).draw();
            chart.ifPresent(drawn -> files.add(write(drawn, folder.resolve(name))));
        }
        return files;
    }

    /// The most important parameters; where nothing is known of importance, the first of the spec.
    private List<String> sliced() {
        return (switch (facts.importances()) {
                    case Importances.Unknown _ -> facts.domains().keySet().stream();
                    case Importances.Ranked ranked ->
                        ranked.parameters().stream()
                                .filter(each -> each.share() > 0)
                                .map(Importance::parameter);
                })
                .limit(SLICES)
                .toList();
    }

    private static Path write(Chart<?, ?> chart, Path file) {
        BufferedImage image = new BufferedImage(SCALE * Paper.WIDTH, SCALE * Paper.HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        chart.paint(graphics, Paper.WIDTH, Paper.HEIGHT);
        graphics.dispose();
        WholeFile.write(file, out -> encode(image, out));
        return file;
    }

    /// As small as it gets.
    private static void encode(BufferedImage image, OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam smallest = writer.getDefaultWriteParam();
        smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        smallest.setCompressionQuality(0);
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), smallest);
        } finally {
            writer.dispose();
        }
    }

    /// AWT tells by errors of many kinds that there are no fonts, or none of the libraries that draw them.
    private static void checkFonts() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getStringBounds("0", new FontRenderContext(null, true, true));
        } catch (RuntimeException | LinkageError | InternalError problem) {
            throw new UncheckedIOException(
                    "pictures need fonts, and this machine has none that Java can use (Debian: fontconfig and fonts-dejavu-core)",
                    new IOException(problem));
        }
    }
}
