package ctrsweep.cli;

import ctrsweep.report.Escaped;
import ctrsweep.report.WholeFile;
import ctrsweep.report.page.ReportPage;
import ctrsweep.report.page.SearchedSweep;
import ctrsweep.store.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Writes a page to look at: best epochs, curves, which settings mattered, the leaderboard. It is one "
                        + "HTML file that needs no network and nothing beside it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep report NAME                       # outputs/NAME/report.html",
            "  ./sweep report NAME --out page.html",
            "  ./sweep report NAME OTHER --out both.html # sweeps side by side"
        })
final class ReportCommand implements Runnable {
    private final Surroundings surroundings;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(arity = "1..*", paramLabel = "SWEEP", description = "The sweep's name, or several.")
    private List<String> sweeps = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write. Default: outputs/SWEEP/report.html; needed for several sweeps.")
    private Optional<Path> out = Optional.empty();

    ReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        Path file = out.orElseGet(this::beside);
        try (Database results = Database.openForReading(database.file(surroundings))) {
            List<SearchedSweep> searched = sweeps.stream()
                    .distinct()
                    .map(name -> ReportedSweep.read(results, name))
                    .toList();
            WholeFile.write(file, new ReportPage(searched, surroundings.zone()).html());
        }
        surroundings.err().println("written: " + Escaped.of(file.toString()));
    }

    private Path beside() {
        if (sweeps.size() > 1) {
            throw new CommandFailure("a page of several sweeps needs --out FILE");
        }
        return SweepFolder.of(surroundings.home(), sweeps.getFirst())
                .map(folder -> folder.path().resolve("report.html"))
                .orElseThrow(() -> new CommandFailure(
                        "%s cannot name a folder; give --out FILE".formatted(Escaped.of(sweeps.getFirst()))));
    }
}
