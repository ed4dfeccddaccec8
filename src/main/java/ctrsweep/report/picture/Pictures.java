package ctrsweep.report.picture;

import ctrsweep.report.AtomicFile;
import ctrsweep.report.importance.Importance;
import ctrsweep.report.importance.Importances;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.knowm.xchart.internal.chartpart.Chart;

/// The pictures of a sweep: `curve.png`, `history.png`, `importance.png`, and `slice-1-training.lr.png` of the most
/// important parameters.
public record Pictures(PictureData data) {
    private static final int SLICES = 3;

    /// Draws the pictures for which there is data.
    ///
    /// @return the content of each file
    /// @throws UncheckedIOException with a message for the user if this machine cannot draw text
    public SequencedMap<Path, AtomicFile.Content> in(Path folder) {
        PngChart.checkFonts();
        SequencedMap<Path, AtomicFile.Content> files = new LinkedHashMap<>();
        new CurvePicture(data).draw().ifPresent(chart -> files.put(folder.resolve("curve.png"), PngChart.of(chart)));
        new HistoryPicture(data)
                .draw()
                .ifPresent(chart -> files.put(folder.resolve("history.png"), PngChart.of(chart)));
        new ImportancePicture(data)
                .draw()
                .ifPresent(chart -> files.put(folder.resolve("importance.png"), PngChart.of(chart)));
        List<String> sliced = sliced();
        for (int i = 0; i < sliced.size(); i++) {
            Path file = folder.resolve(
                    "slice-%d-%s.png".formatted(i + 1, sliced.get(i).replaceAll("[^A-Za-z0-9._-]", "_")));
            Optional<Chart<?, ?>> slice = new SlicePicture(data, sliced.get(i)).draw();
            slice.ifPresent(chart -> files.put(file, PngChart.of(chart)));
        }
        return files;
    }

    /// Writes all pictures or none, and creates the folder if it is missing.
    ///
    /// @throws UncheckedIOException with a message for the user
    public List<Path> write(Path folder) {
        SequencedMap<Path, AtomicFile.Content> files = in(folder);
        AtomicFile.write(files);
        return List.copyOf(files.keySet());
    }

    /// The most important parameters, or the first ones of the spec if the importance is unknown.
    private List<String> sliced() {
        return (switch (data.importances()) {
                    case Importances.Unknown _ -> data.domains().keySet().stream();
                    case Importances.Ranked ranked ->
                        ranked.parameters().stream()
                                .filter(each -> each.share() > 0)
                                .map(Importance::parameter);
                })
                .limit(SLICES)
                .toList();
    }
}
