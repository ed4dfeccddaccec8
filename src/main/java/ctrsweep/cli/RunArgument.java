package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.ResultsFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The words that name a completed run: SWEEP and TRIAL, or the FOLDER that `train` wrote.
final class RunArgument {
    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(
            index = "0",
            paramLabel = "SWEEP|FOLDER",
            description = "The sweep's name, or a folder that ./sweep train wrote.")
    private String run = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TRIAL",
            converter = TrialArgument.Converter.class,
            description = "Of a sweep: the trial's number, or best.")
    private Optional<TrialArgument> trial = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    DatabaseOption database() {
        return database;
    }

    /// The first word.
    String name() {
        return run;
    }

    boolean namesTrial() {
        return trial.isPresent();
    }

    /// @throws ctrsweep.cli.text.CommandFailure when there is no such run, or it is not completed
    TrainedWeights weights(ConsoleEnvironment console) {
        if (trial.isPresent()) {
            return database.answer(
                    console, results -> TrainedWeights.ofTrial(results, run, trial.get(), console.home()));
        }
        return folder().map(folder -> TrainedWeights.ofFolder(folder, console.zone()))
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "which trial of %s? Give its number, or best; a folder of ./sweep train has a %s"
                                .formatted(run, ResultsFile.NAME)));
    }

    private Optional<Path> folder() {
        try {
            return Optional.of(Path.of(run)).filter(path -> Files.exists(path.resolve(ResultsFile.NAME)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
