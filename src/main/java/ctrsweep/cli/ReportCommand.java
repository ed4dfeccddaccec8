package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.launch.OutputsOption;
import ctrsweep.cli.launch.SweepFolders;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.config.SweepName;
import ctrsweep.report.AtomicFile;
import ctrsweep.report.Escaped;
import ctrsweep.report.page.ReportPage;
import ctrsweep.report.page.ReportedSweep;
import ctrsweep.report.picture.PictureData;
import ctrsweep.report.picture.Pictures;
import ctrsweep.sweep.Results;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Writes a page: best epochs, curves, which settings affect the result, the leaderboard. It is one "
                        + "HTML file that needs no network and no other file.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep report NAME                       # outputs/NAME/report.html",
            "  ./sweep report NAME --out page.html",
            "  ./sweep report NAME --png                 # and its pictures beside the page",
            "  ./sweep report NAME OTHER --out both.html # sweeps side by side"
        })
final class ReportCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(arity = "1..*", paramLabel = "SWEEP", description = "The sweep's name, or several.")
    private List<String> sweeps = List.of();

    @Mixin
    private final OutputsOption outputs = new OutputsOption();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write. Default: outputs/SWEEP/report.html; needed for several sweeps.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--png",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "FOLDER",
            description =
                    "Writes the main pictures too: curve, history, importance, slices. Default: beside the page; of "
                            + "several sweeps in a folder for each.")
    private Optional<Path> pictures = Optional.empty();

    ReportCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        SequencedMap<Path, AtomicFile.Content> files = new LinkedHashMap<>();
        if (out.isEmpty() && sweeps.size() > 1) {
            throw new CommandFailure("a page of several sweeps needs --out FILE");
        }
        database.ask(console, results -> {
            Path page = out.orElseGet(() -> beside(results));
            List<ReportedSweep> reported = sweeps.stream()
                    .distinct()
                    .map(name -> ReportedSweep.of(results, name))
                    .toList();
            byte[] html = new ReportPage(reported, console.zone()).html().text().getBytes(StandardCharsets.UTF_8);
            files.put(page, out -> out.write(html));
            pictures.ifPresent(folder -> draw(reported, folder.toString().isEmpty() ? folderOf(page) : folder, files));
        });
        AtomicFile.write(files);
        files.keySet().forEach(file -> console.err().println("written: " + Escaped.of(file.toString())));
    }

    private static Path folderOf(Path page) {
        return page.resolveSibling("");
    }

    private static void draw(List<ReportedSweep> sweeps, Path folder, Map<Path, AtomicFile.Content> files) {
        for (ReportedSweep sweep : sweeps) {
            if (sweeps.size() > 1 && !SweepName.isOne(sweep.name())) {
                throw new CommandFailure(
                        "%s cannot name a folder; write its pictures alone".formatted(Escaped.of(sweep.name())));
            }
            Path own = sweeps.size() == 1 ? folder : folder.resolve(sweep.name());
            files.putAll(new Pictures(facts(sweep)).in(own));
        }
    }

    private static PictureData facts(ReportedSweep sweep) {
        return new PictureData(
                sweep.name(), sweep.objective(), sweep.goal(), sweep.domains(), sweep.trials(), sweep.importances());
    }

    private Path beside(Results results) {
        return SweepFolders.of(outputs.in(console), results.id(), database.address(console))
                .find(sweeps.getFirst(), true)
                .map(folder -> folder.path().resolve("report.html"))
                .orElseThrow(() -> new CommandFailure(
                        "%s cannot name a folder; give --out FILE".formatted(Escaped.of(sweeps.getFirst()))));
    }
}
