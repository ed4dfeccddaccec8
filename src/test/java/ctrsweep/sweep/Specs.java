package ctrsweep.sweep;

import ctrsweep.config.SpecReader;
import ctrsweep.config.SweepSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Specs made of a few lines, around a base config without settings of its own.
final class Specs {
    private Specs() {}

    static SweepSpec of(Path folder, String lines) {
        return of(folder, lines, "");
    }

    static SweepSpec of(Path folder, String lines, String objective) {
        try {
            Files.writeString(folder.resolve("base.yaml"), "seed: 1\n");
            Path file = Files.writeString(folder.resolve("spec.yaml"), """
                    version: 1
                    name: test
                    base: base.yaml
                    objective: {metric: val.auc%s}
                    %s""".formatted(objective, lines));
            return SpecReader.read(file, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Trial k has the seed k.
    static SweepSpec grid(Path folder, int trials, String more) {
        return grid(folder, trials, more, "");
    }

    /// @param objective more of the objective's keys, as `, target: 0.5`
    static SweepSpec grid(Path folder, int trials, String more, String objective) {
        String grid = "method: grid\nparameters: {seed: {min: 0, max: " + (trials - 1) + "}}\n";
        return of(folder, grid + more, objective);
    }
}
