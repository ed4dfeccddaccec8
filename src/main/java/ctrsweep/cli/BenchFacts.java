package ctrsweep.cli;

import ctrsweep.cli.text.FactList;
import ctrsweep.files.FileProblem;
import ctrsweep.files.FileTree;
import ctrsweep.json.Json;
import ctrsweep.space.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What a benchmark measures, in a folder of its own that is gone afterwards.
interface BenchFacts {

    /// How they are printed.
    enum Form {
        TEXT,
        JSON
    }

    /// Figures by name, in the order in which they are printed.
    Map<String, Value> measure(Path folder) throws IOException;

    /// Measures them.
    default String text(Form form) {
        try {
            Path folder = Files.createTempDirectory("ctrsweep-bench");
            try {
                return shown(measure(folder), form);
            } finally {
                FileTree.delete(folder);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException("the benchmark's folder: " + FileProblem.of(problem), problem);
        }
    }

    private static String shown(Map<String, Value> facts, Form form) {
        return switch (form) {
            case JSON -> Json.write(new Value.Fields(facts)) + "\n";
            case TEXT -> {
                FactList lines = new FactList();
                facts.forEach((name, value) ->
                        lines.add(name, value instanceof Value.Real(double number) ? "%.3f".formatted(number) : value));
                yield lines.indented(0);
            }
        };
    }
}
