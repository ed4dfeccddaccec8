package ctrsweep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Stack;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// `-O training.lr=0.01 seed=3`, for commands that read a config or a spec.
final class OverridesOption {
    @Option(
            names = {"-O", "--override"},
            paramLabel = "KEY=VALUE",
            parameterConsumer = Pairs.class,
            description = "Sets keys of the config: several after one -O, or -O again.")
    private final List<String> settings = new ArrayList<>();

    /// The overrides that were given, and the device if `--device` names one.
    List<String> with(Optional<String> device) {
        List<String> all = new ArrayList<>(settings);
        device.ifPresent(name -> all.add("device=" + name));
        return all;
    }

    /// Takes the option's value and each further word that is a KEY=VALUE: the words after it may also be file
    /// names.
    static final class Pairs implements IParameterConsumer {
        private static final Pattern PAIR = Pattern.compile("[^-=/\\\\\\s][^=/\\\\\\s]*=", Pattern.DOTALL);

        @Override
        public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
            if (words.isEmpty()) {
                throw new ParameterException(
                        command.commandLine(), "-O needs a KEY=VALUE after it, as -O training.lr=0.01");
            }
            List<String> given = option.getValue();
            do {
                given.add(words.pop());
            } while (!words.isEmpty() && PAIR.matcher(words.peek()).lookingAt());
        }
    }
}
