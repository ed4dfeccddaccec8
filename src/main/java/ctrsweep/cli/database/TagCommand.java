package ctrsweep.cli.database;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.report.Escaped;
import ctrsweep.store.Database;
import ctrsweep.store.SweepLabelEdits;
import ctrsweep.sweep.SweepLabels;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "tag",
        mixinStandardHelpOptions = true,
        description = "Adds tags to a sweep, or removes them. `list` and the first page of `serve` show them.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./sweep tag NAME baseline team:ads", "  ./sweep tag NAME baseline --remove"})
public final class TagCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(index = "0", paramLabel = "SWEEP", description = "The sweep's name.")
    private String sweep = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TAG", description = "A word, or several.")
    private List<String> tags = List.of();

    @Option(names = "--remove", description = "Removes these tags.")
    private boolean remove;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public TagCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        tags.stream().filter(tag -> !remove && !SweepLabels.isTag(tag)).forEach(tag -> {
            throw new ParameterException(spec.commandLine(), "the tag %s: %s".formatted(tag, SweepLabels.TAG_RULE));
        });
        database.ask(console, results -> results.sweep(sweep));
        try (Database results = database.forWriting(console)) {
            SweepLabelEdits edits = new SweepLabelEdits(results, sweep);
            List<String> now = remove ? edits.remove(tags) : edits.add(tags);
            console.err()
                    .println(Escaped.of(
                            now.isEmpty()
                                    ? "sweep %s has no tags now".formatted(sweep)
                                    : "sweep %s is tagged %s".formatted(sweep, String.join(", ", now))));
        }
    }
}
