package ctrsweep.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A sweep named `small` in a folder of its own: on generated clicks, trials of a fraction of a second, on the
/// CPU.
///
/// @param database where its results go
public record SmallSweep(Path folder, Path database) {
    /// Two by two points, three epochs each.
    static final String GRID = """
            method: grid
            parameters:
              training.lr: {values: [1.0e-3, 1.0e-2]}
              dnn.hidden_units: {values: [[8], [8, 4]]}
            """;

    /// Ten points, four epochs each, to be interrupted.
    static final String TEN_POINTS = """
            overrides: {training.num_epochs: 4}
            method: grid
            parameters:
              training.lr: {values: [1.0e-3, 2.0e-3, 4.0e-3, 1.0e-2, 2.0e-2]}
              dnn.hidden_units: {values: [[8], [16, 8]]}
              dnn.dropout: 0.1
            """;

    public static SmallSweep in(Path folder) {
        return new SmallSweep(folder, folder.resolve("small.db"));
    }

    /// Its spec, with a base config beside it.
    ///
    /// @param lines method, parameters and what else the spec has
    public Path spec(String lines) {
        return spec(3_000, "{metric: val.auc}", lines);
    }

    public Path spec(int rows, String objective, String lines) {
        write("base.yaml", """
                seed: 42
                device: cpu
                data:
                  dataset_name: generated
                  generated: {users: 60, items: 40, rows: %d, factors: 4, seed: 7}
                feature: {fm_embed_dim: 4}
                dnn: {hidden_units: [8]}
                training: {num_epochs: 3, batch_size: 256, ranking_ks: [1, 5]}
                """.formatted(rows));
        return write("small.yaml", """
                version: 1
                name: small
                base: base.yaml
                objective: %s
                %s""".formatted(objective, lines));
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs a command in this process.
    public Cli run(String... arguments) {
        return Cli.launch(database, 160, arguments);
    }

    public Cli launch(Path spec, String... more) {
        return run(Stream.concat(Stream.of("launch", spec.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    /// The leaderboard in all its columns but the timings.
    String leaderboard() {
        return run("leaderboard", "small", "--no-timings", "--format", "csv").out();
    }

    List<List<String>> ask(String sql) {
        return Sql.rows(database, sql);
    }

    /// Everything in the folder: what a command that refuses must leave as it was.
    public List<String> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
