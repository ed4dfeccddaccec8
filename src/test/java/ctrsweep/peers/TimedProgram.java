package ctrsweep.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A program, timed as a whole process.
record TimedProgram(Path program) {

    /// The Python that `-Dctrsweep.python` names.
    static TimedProgram python() {
        String given = System.getProperty("ctrsweep.python", "");
        if (given.isEmpty()) {
            throw new IllegalStateException(
                    "no Python to compare with: give one that has Optuna and pandas, as -Dctrsweep.python=venv/bin/python");
        }
        return new TimedProgram(Path.of(given));
    }

    /// A program in the same folder.
    TimedProgram neighbour(String name) {
        return new TimedProgram(program.resolveSibling(name));
    }

    /// @return the median of several runs, in seconds
    double median(int runs, String... arguments) {
        double[] seconds = new double[runs];
        for (int run = 0; run < runs; run++) {
            long began = System.nanoTime();
            output(arguments);
            seconds[run] = (System.nanoTime() - began) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[runs / 2];
    }

    /// @return the number in the last line that a script prints
    double figure(String script, String... arguments) {
        List<String> words = new ArrayList<>(List.of("-W", "ignore", "-c", script));
        words.addAll(List.of(arguments));
        return lastNumber(words.toArray(String[]::new));
    }

    /// @return the number in the last line that it prints
    double lastNumber(String... arguments) {
        return Double.parseDouble(output(arguments).lines().reduce("", (_, last) -> last));
    }

    private String output(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(program + " failed: " + text);
            }
            return text;
        } catch (IOException problem) {
            throw new IllegalStateException(program + " cannot be run", problem);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }
}
