package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.config.KeptSpec;
import ctrsweep.report.Escaped;
import ctrsweep.report.TableFormat;
import ctrsweep.report.importance.ImportanceTable;
import ctrsweep.report.importance.Importances;
import ctrsweep.report.importance.PedAnova;
import ctrsweep.report.importance.ScoredPoint;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "importance",
        mixinStandardHelpOptions = true,
        description =
                "Shows how much each parameter affects whether a point is among the best, as a share of the whole "
                        + "(PED-ANOVA, Watanabe et al. 2023); low and high bound 95%% of the shares of resampled points.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./sweep importance NAME", "  ./sweep importance NAME --format json"})
final class ImportanceCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "SWEEP", description = "The sweep's name.")
    private String sweep = "";

    @Option(names = "--format", paramLabel = "FORM", description = "table, csv, json or md. Default: table.")
    private TableFormat format = TableFormat.TABLE;

    ImportanceCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        database.ask(console, this::print);
    }

    private void print(Results results) {
        SweepSummary summary = results.sweep(sweep);
        PedAnova anova = new PedAnova(KeptSpec.space(results.spec(summary)).domains(), summary.seed());
        Importances importances =
                anova.of(ScoredPoint.of(results.trials(summary), summary.objective(), summary.goal()));
        remarks(importances, summary).forEach(console.err()::println);
        console.out().print(format.write(ImportanceTable.of(importances), console.width()));
    }

    private static List<String> remarks(Importances importances, SweepSummary summary) {
        return switch (importances) {
            case Importances.Unknown(String reason) ->
                List.of("%s: nothing can be told of importance: %s".formatted(Escaped.of(summary.name()), reason));
            case Importances.Ranked ranked ->
                ranked.remarks().stream().map(Escaped::of).toList();
        };
    }
}
