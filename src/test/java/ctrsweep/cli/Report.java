package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.json.Json;
import ctrsweep.space.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// A page that `report` wrote.
record Report(Path file, String html) {
    private static final String FACTS = "<script type=\"application/json\" id=\"facts\">";

    /// Writes a report and reads it back.
    static Report write(Path database, Path file, String... sweeps) {
        String[] words = new String[sweeps.length + 3];
        words[0] = "report";
        System.arraycopy(sweeps, 0, words, 1, sweeps.length);
        words[sweeps.length + 1] = "--out";
        words[sweeps.length + 2] = file.toString();
        assertThat(Cli.launch(database, words)).isEqualTo(new Cli(0, "", "written: %s\n".formatted(file)));
        return read(file);
    }

    static Report read(Path file) {
        try {
            return new Report(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return file.toUri().toString();
    }

    /// The facts of its first sweep; null becomes `none`.
    Value.Fields facts() {
        int begin = html.indexOf(FACTS) + FACTS.length();
        String json = html.substring(begin, html.indexOf("</script>", begin));
        return (Value.Fields) ((Value.Items) Json.read(json.replace("null", "\"none\"")))
                .values()
                .getFirst();
    }

    /// A column of a table of the facts, as text.
    List<String> column(String table, String name) {
        Value.Fields found = (Value.Fields) at((Value.Fields) at(facts(), table), "table");
        List<Value> columns = ((Value.Items) at(found, "columns")).values();
        int place = columns.stream()
                .map(column -> at((Value.Fields) column, "name").toString())
                .toList()
                .indexOf(name);
        return ((Value.Items) at(found, "rows"))
                .values().stream()
                        .map(row -> ((Value.Items) row).values().get(place).toString())
                        .toList();
    }

    private static Value at(Value.Fields fields, String key) {
        return Objects.requireNonNull(fields.values().get(key), key);
    }
}
