package ctrsweep.cli;

import ctrsweep.cli.launch.ObjectiveOption;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ComparedRuns;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.ImportedFile;
import ctrsweep.cli.text.ResultsFile;
import ctrsweep.files.FileProblem;
import ctrsweep.files.SmallFile;
import ctrsweep.metric.Metric;
import ctrsweep.report.AtomicFile;
import ctrsweep.report.Escaped;
import ctrsweep.report.RunComparison;
import ctrsweep.report.TableFormat;
import ctrsweep.report.page.ReportPage;
import ctrsweep.report.page.ReportedSweep;
import ctrsweep.sweep.ImportedRun;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Shows every results.json below a folder as one table, the best validation AUC first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep compare",
            "  ./sweep compare outputs --format md",
            "  ./sweep compare outputs --html runs.html"
        })
final class CompareCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The folder. Default: $CTRSWEEP_OUTPUTS, else outputs.")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--format", paramLabel = "FORM", description = "table, csv, json or md. Default: table.")
    private TableFormat format = TableFormat.TABLE;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "Also writes a page like that of ./sweep report: each run is a trial; the settings that differ between their "
                            + "configs are its parameters.")
    private Optional<Path> page = Optional.empty();

    @Mixin
    private final ObjectiveOption objective = new ObjectiveOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CompareCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (objective.isGiven() && page.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--objective ranks the trials of a page; it needs --html FILE");
        }
        Path root = folder.orElseGet(() -> console.outputs());
        List<RunComparison.Run> runs = new ArrayList<>();
        SequencedMap<String, Path> read = new LinkedHashMap<>();
        List<String> broken = new ArrayList<>();
        for (Path file : found(root, broken)) {
            try {
                runs.add(ResultsFile.read(name(root, file), ResultsFile.text(file)));
                read.put(name(root, file), file);
            } catch (IllegalArgumentException | SmallFile.RefusedException e) {
                broken.add("%s: %s".formatted(file, e.getMessage()));
            } catch (CharacterCodingException e) {
                broken.add("%s: not UTF-8 text".formatted(file));
            } catch (IOException e) {
                broken.add("%s: cannot be read: %s".formatted(file, FileProblem.of(e)));
            }
        }
        if (runs.isEmpty() && broken.isEmpty()) {
            throw new CommandFailure(
                    "there is no results.json below %s; ./sweep train CONFIG makes one".formatted(root));
        }
        page.ifPresent(file -> write(file, read, broken));
        console.out().print(format.write(new RunComparison(runs).table(), console.width()));
        broken.forEach(reason -> console.err().println("left out: " + reason));
        page.ifPresent(file -> console.err().println("written: " + Escaped.of(file.toString())));
    }

    /// @param broken gets the runs that a table can show but a page cannot
    private void write(Path file, SequencedMap<String, Path> runs, List<String> broken) {
        SequencedMap<String, ImportedRun> trials = new LinkedHashMap<>();
        runs.forEach((name, results) -> {
            try {
                trials.put(name, ImportedFile.read(results, console.zone()));
            } catch (CommandFailure e) {
                broken.add("of the page: " + e.getMessage());
            }
        });
        if (trials.isEmpty()) {
            throw new CommandFailure("there is no run to make a page of; left out: " + String.join("; ", broken));
        }
        String title = "runs below " + folder.orElse(Path.of("outputs"));
        Metric metric = objective.of(List.copyOf(trials.sequencedValues()));
        ReportedSweep compared = new ComparedRuns(title, trials, metric).asSweep();
        AtomicFile.write(
                file, new ReportPage(List.of(compared), console.zone()).html().text());
    }

    /// @param broken gets the folders that cannot be read
    private static Iterable<Path> found(Path root, List<String> broken) {
        if (!Files.isDirectory(root)) {
            throw new CommandFailure(root + ": no such folder");
        }
        TreeSet<Path> files = new TreeSet<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.endsWith(ResultsFile.NAME)) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException problem) {
                    broken.add("%s: cannot be read: %s".formatted(file, FileProblem.of(problem)));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new CommandFailure("%s cannot be read: %s".formatted(root, FileProblem.of(e)));
        }
        return files;
    }

    /// The run's folder, relative to the one asked for, or the name of that one.
    private static String name(Path root, Path file) {
        String below = root.relativize(file.resolveSibling("")).toString();
        return below.isEmpty()
                ? String.valueOf(root.toAbsolutePath().normalize().getFileName())
                : below;
    }
}
