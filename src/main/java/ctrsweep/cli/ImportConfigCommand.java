package ctrsweep.cli;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.foreign.ConfigImport;
import ctrsweep.foreign.RawIds;
import ctrsweep.model.Model;
import ctrsweep.report.Escaped;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import-config",
        mixinStandardHelpOptions = true,
        description =
                "Prints a config of TorchEasyRec (DeepFM, WideAndDeep) as one of ours, and on standard error each key that"
                        + " it cannot carry over.",
        footerHeading = "%nExample:%n",
        footer = "  ./sweep import-config deepfm_criteo.config > configs/mine.yaml")
final class ImportConfigCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Parameters(paramLabel = "FILE", description = "The other system's config.")
    private Path file = Path.of("");

    @Option(
            names = "--hash",
            paramLabel = "N",
            description = "TorchEasyRec: hashes ids, each table into at most N rows, where the files hold values that the"
                    + " config takes for encoded ones (FG_NONE).",
            converter = CountConverter.class)
    private int buckets;

    ImportConfigCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        ConfigImport imported = ConfigImport.read(file, new RawIds(buckets), Model::check);
        imported.notCarried().forEach(line -> console.err().println("not carried over: " + Escaped.of(line)));
        console.out().print(imported.yaml());
    }
}
