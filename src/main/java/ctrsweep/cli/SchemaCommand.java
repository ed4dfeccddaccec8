package ctrsweep.cli;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.config.ConfigSchema;
import ctrsweep.config.SpecSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description =
                "Prints the JSON Schema of configs or of sweep specs, with which editors check and complete them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep schema spec > outputs/spec.schema.json",
            "  # yaml-language-server: $schema=../outputs/spec.schema.json      as the first line of sweeps/a.yaml"
        })
final class SchemaCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Parameters(paramLabel = "FILE", description = "config or spec.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Kind kind;

    enum Kind {
        CONFIG,
        SPEC
    }

    SchemaCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        String schema =
                switch (kind) {
                    case CONFIG -> ConfigSchema.text();
                    case SPEC -> SpecSchema.text();
                };
        console.out().print(schema + "\n");
    }
}
