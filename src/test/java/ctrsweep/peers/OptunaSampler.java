package ctrsweep.peers;

import ctrsweep.space.Assignment;
import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Normal;
import ctrsweep.space.Quantized;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Optuna's samplers in a Python that answers each line with a line.
final class OptunaSampler implements AutoCloseable {
    private static final String SCRIPT = """
            import sys, optuna
            optuna.logging.set_verbosity(optuna.logging.CRITICAL)
            samplers = optuna.samplers
            make = {"random": lambda seed: samplers.RandomSampler(seed=seed),
                    "tpe": lambda seed: samplers.TPESampler(seed=seed, multivariate=True),
                    "gp": lambda seed: samplers.GPSampler(seed=seed)}
            def has(name):
                try:
                    return make[name](0) is not None
                except Exception:
                    return False
            def answer(verb, rest):
                global study, trial
                if verb == "samplers":
                    return " ".join(filter(has, make))
                if verb == "study":
                    study = optuna.create_study(sampler=make[rest[0]](int(rest[1])))
                if verb == "ask":
                    trial = study.ask()
                if verb == "float":
                    return trial.suggest_float(rest[0], float(rest[1]), float(rest[2]), log=rest[3] == "LOG")
                if verb == "int":
                    return trial.suggest_int(rest[0], int(rest[1]), int(rest[2]), log=rest[3] == "LOG")
                if verb == "choice":
                    return trial.suggest_categorical(rest[0], list(range(int(rest[1]))))
                if verb == "tell":
                    study.tell(trial, float(rest[0]))
                if verb == "fail":
                    study.tell(trial, state=optuna.trial.TrialState.FAIL)
            for line in sys.stdin:
                verb, *rest = line.split()
                print(answer(verb, rest), flush=True)
            """;

    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    OptunaSampler(Path python) throws IOException {
        process = new ProcessBuilder(python.toString(), "-W", "ignore", "-c", SCRIPT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        questions = process.outputWriter();
        answers = process.inputReader();
    }

    /// Those of random, tpe and gp that this version can run.
    List<String> names() {
        return List.of(answer("samplers").split(" "));
    }

    void begin(String name, long seed) {
        answer("study " + name + " " + seed);
    }

    /// Points that a constraint forbids are told as failed trials, and not returned.
    Assignment suggest(Space space) {
        while (true) {
            answer("ask");
            Assignment point = space.assign(
                    key -> value(key, Objects.requireNonNull(space.domains().get(key))));
            if (space.allows(point)) {
                return point;
            }
            answer("fail");
        }
    }

    void tell(double loss) {
        answer(Double.isFinite(loss) ? "tell " + loss : "fail");
    }

    private Value value(String key, Domain domain) {
        return switch (domain) {
            case Choices choices ->
                choices.values()
                        .get(Integer.parseInt(
                                answer("choice " + key + " " + choices.values().size())));
            case Interval interval -> {
                boolean whole = interval.kind() == Interval.Kind.WHOLE;
                String answer = answer("%s %s %s %s %s"
                        .formatted(
                                whole ? "int" : "float",
                                key,
                                interval.min().toPlainString(),
                                interval.max().toPlainString(),
                                interval.scale()));
                yield whole ? new Value.Int(Long.parseLong(answer)) : new Value.Real(Double.parseDouble(answer));
            }
            case Normal _, Quantized _ -> throw new IllegalArgumentException("no such distribution in Optuna");
        };
    }

    private String answer(String question) {
        try {
            questions.write(question + "\n");
            questions.flush();
            return Objects.requireNonNull(answers.readLine(), "Python has ended");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
