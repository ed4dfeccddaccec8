package ctrsweep.cli;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.space.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description =
                "Times whole sweeps whose trials are a formula of four parameters, so that only search and database "
                        + "take time: random and TPE, each trial committed; and TPE's suggestions alone, by the trials that are "
                        + "known. Beside Optuna's multivariate TPE, kept in memory, where a Python has it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep bench search --trials 2000",
            "  ./sweep bench search --optuna venv/bin/python --format json"
        })
final class SearchBenchCommand implements Runnable {
    /// Optuna needs as long for so many as we for all.
    private static final int MOST_OF_PEER = 1_000;

    private final ConsoleEnvironment console;

    @Option(
            names = "--trials",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Trials of each sweep. Default: 10000.")
    private int trials = 10_000;

    @Option(
            names = "--optuna",
            paramLabel = "PYTHON",
            description = "A Python that has Optuna, to be timed in the same run.")
    private Optional<Path> python = Optional.empty();

    @Option(names = "--format", paramLabel = "FORM", description = "text or json. Default: text.")
    private BenchFacts.Form format = BenchFacts.Form.TEXT;

    SearchBenchCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        BenchFacts facts = folder -> measure(new FormulaSweep(folder));
        console.out().print(facts.text(format));
    }

    private Map<String, Value> measure(FormulaSweep sweep) throws IOException {
        Map<String, Value> facts = new LinkedHashMap<>();
        facts.put("trials", new Value.Int(trials));
        facts.put("s_random", new Value.Real(sweep.seconds("random", trials)));
        facts.put("s_tpe", new Value.Real(sweep.seconds("tpe", trials)));
        for (int known = 100; known <= trials; known *= 10) {
            facts.put("ms_per_suggestion_of_%d".formatted(known), new Value.Real(sweep.millisPerSuggestion(known)));
        }
        if (python.isPresent()) {
            int few = Math.min(trials, MOST_OF_PEER);
            double ours = sweep.seconds("tpe", few);
            double theirs = OptunaPeer.secondsOfTpe(python.get(), few);
            facts.put("s_tpe_%d_trials".formatted(few), new Value.Real(ours));
            facts.put("s_tpe_%d_trials_optuna_in_memory".formatted(few), new Value.Real(theirs));
            facts.put("ratio", new Value.Real(ours / theirs));
        }
        return facts;
    }
}
