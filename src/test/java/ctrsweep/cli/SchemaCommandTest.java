package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.ConfigSchema;
import ctrsweep.config.SpecSchema;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCommandTest {

    @TempDir
    Path folder;

    private Cli schema(String... words) {
        return Cli.launch(folder.resolve("none.db"), words);
    }

    @Test
    void printsEitherSchemaAndNothingElse() {
        assertThat(schema("schema", "config")).isEqualTo(new Cli(0, ConfigSchema.text() + "\n", ""));
        assertThat(schema("schema", "spec")).isEqualTo(new Cli(0, SpecSchema.text() + "\n", ""));
        assertThat(SpecSchema.text()).startsWith("""
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "title": "ctrsweep sweep spec",
                  "type": "object",
                  "properties": {
                    "version": {
                      "const": 1
                    },
                """);
    }

    @Test
    void anythingElseIsWrongUsage() {
        assertThat(schema("schema", "sweep").code()).isEqualTo(2);
        assertThat(schema("schema").code()).isEqualTo(2);
        assertThat(schema("schema", "sweep").err()).contains("CONFIG, SPEC");
    }
}
