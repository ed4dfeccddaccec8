package ctrsweep.cli;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.space.Value;
import ctrsweep.store.GeneratedResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Times the database on generated results in a folder of its own: recording a trial of 5 epochs, each "
                        + "committed; a sweep of many trials of 5 parameters and 20 epochs, its size, and queries as whole "
                        + "processes; beside Optuna in turn, where a Python has it.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./sweep db bench --trials 1000", "  ./sweep db bench --optuna venv/bin/python --format json"})
public final class DatabaseBenchCommand implements Runnable {
    private static final String SWEEP = "generated";
    private static final int RECORDED = 200;
    private static final int ROUNDS = 5;

    private final ConsoleEnvironment console;

    @Option(
            names = "--trials",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Trials of the large sweep. Default: 100000.")
    private int trials = 100_000;

    @Option(
            names = "--optuna",
            paramLabel = "PYTHON",
            description = "A Python that has Optuna, to be timed in the same run.")
    private Optional<Path> python = Optional.empty();

    @Option(names = "--format", paramLabel = "FORM", description = "text or json. Default: text.")
    private BenchFacts.Form format = BenchFacts.Form.TEXT;

    public DatabaseBenchCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        BenchFacts facts = this::measure;
        console.out().print(facts.text(format));
    }

    private Map<String, Value> measure(Path folder) throws IOException {
        Map<String, Value> facts = new LinkedHashMap<>();
        Optional<OptunaPeer> peer = python.map(found -> new OptunaPeer(found, folder.resolve("optuna.db")));
        Path small = folder.resolve("small.db");
        // The virtual machine compiles what it runs first, which is not the database's time.
        new GeneratedResults("warm-up", 5).record(folder.resolve("warm-up.db"), RECORDED);
        Duration ours = new GeneratedResults(SWEEP, 5).record(small, RECORDED);
        double perTrial = ours.toNanos() / 1e6 / RECORDED;
        facts.put("ms_per_trial_of_5_epochs", new Value.Real(perTrial));
        peer.ifPresent(optuna -> ratio(facts, "ms_per_trial_of_5_epochs", perTrial, optuna.millisPerTrial(RECORDED)));

        Path large = folder.resolve("large.db");
        new GeneratedResults(SWEEP, 20).fill(large, trials);
        facts.put("trials", new Value.Int(trials));
        facts.put("megabytes", new Value.Real(Files.size(large) / 1e6));

        Timed timed = new Timed(console.home().resolve("sweep"));
        facts.put("s_start_up", new Value.Real(timed.median(ROUNDS, List.of("--version"))));
        double best = timed.median(ROUNDS, List.of("best", SWEEP, "--db", small.toString()));
        facts.put("s_best_of_200", new Value.Real(best));
        peer.ifPresent(optuna -> ratio(facts, "s_best_of_200", best, optuna.bestTrialSeconds(ROUNDS)));
        String csv = folder.resolve("leaderboard.csv").toString();
        facts.put("s_best", timed(timed, large, "best", SWEEP));
        facts.put(
                "s_trials_where",
                timed(
                        timed,
                        large,
                        "trials",
                        SWEEP,
                        "--where",
                        "params.training.lr < 0.001 and val.auc > 0.78",
                        "-n",
                        "20"));
        facts.put("s_leaderboard_csv", timed(timed, large, "leaderboard", SWEEP, "--csv", csv));
        return facts;
    }

    private static Value timed(Timed timed, Path database, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--db", database.toString()));
        return new Value.Real(timed.median(ROUNDS, all));
    }

    private static void ratio(Map<String, Value> facts, String name, double ours, double theirs) {
        facts.put(name + "_optuna", new Value.Real(theirs));
        facts.put(name + "_ratio", new Value.Real(ours / theirs));
    }
}
