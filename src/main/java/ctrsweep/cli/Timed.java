package ctrsweep.cli;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.files.FileProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A program, timed as a whole process.
record Timed(Path program) {

    /// @return the median of so many runs, in seconds
    /// @throws CommandFailure when it does not end well
    double median(int runs, List<String> words) {
        double[] seconds = new double[runs];
        for (int run = 0; run < runs; run++) {
            long began = System.nanoTime();
            output(words);
            seconds[run] = (System.nanoTime() - began) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[runs / 2];
    }

    /// What it printed.
    String output(List<String> words) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(words);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new CommandFailure(
                        String.join(" ", command) + " failed: " + text.lines().reduce("", (a, b) -> b));
            }
            return text;
        } catch (IOException problem) {
            throw new CommandFailure(program + " cannot be run: " + FileProblem.of(problem));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted");
        }
    }
}
