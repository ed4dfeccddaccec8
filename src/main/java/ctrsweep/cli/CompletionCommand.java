package ctrsweep.cli;

import ctrsweep.cli.text.ConsoleEnvironment;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints a script that lets a shell complete commands and options when Tab is pressed.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(./sweep completion bash)      # in ~/.bashrc or ~/.zshrc: for every shell to come",
            "  ./sweep completion fish | source"
        })
final class CompletionCommand implements Runnable {
    private final ConsoleEnvironment console;
    private final Supplier<CommandLine> commands;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    /// @param commands all commands of the program
    CompletionCommand(ConsoleEnvironment console, Supplier<CommandLine> commands) {
        this.console = console;
        this.commands = commands;
    }

    /// The script for bash also works in zsh: it checks which shell reads it.
    @Override
    public void run() {
        CommandLine all = commands.get();
        console.out()
                .print(
                        switch (shell) {
                            case BASH, ZSH -> AutoComplete.bash(all.getCommandName(), all);
                            case FISH -> new FishCompletion(all.getCommandSpec()).text();
                        });
    }
}
