package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine.ParseResult;

/// The files with which clusters run workers. No cluster is there to try them on: this compares them with what its
/// documents ask for.
class ClusterFilesTest {
    private static final Path JOB = Path.of("sweeps/cluster/kubernetes-job.yaml");
    private static final Path ARRAY = Path.of("sweeps/cluster/slurm-array.sh");
    private static final Set<String> OPTIONS =
            Set.of("job-name", "array", "ntasks", "cpus-per-task", "mem", "time", "signal", "requeue", "gres");

    private static JsonNode job() throws IOException {
        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(JOB));
        return new ObjectMapper().valueToTree(read);
    }

    private static ParseResult parsed(List<String> words) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return Main.commandLine(new String[0], Cli.console(Path.of("none.db"), 100, nowhere, nowhere))
                .parseArgs(words.toArray(String[]::new))
                .subcommand();
    }

    @Test
    void theJobHasTheFieldsThatKubernetesKnows() throws IOException {
        String schema = Files.readString(Path.of("src/test/resources/cluster/job.schema.json"));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(job()))
                .isEmpty();
    }

    @Test
    void theJobNamesItsVolumes() throws IOException {
        JsonNode pod = job().at("/spec/template/spec");
        assertThat(pod.at("/containers/0/volumeMounts").findValuesAsText("name"))
                .isEqualTo(pod.at("/volumes").findValuesAsText("name").stream()
                        .distinct()
                        .toList());
    }

    @Test
    void itsPodsTakeTrialsUntilNoneIsFree() throws IOException {
        List<String> words = new ArrayList<>();
        job().at("/spec/template/spec/containers/0/args").forEach(word -> words.add(word.asText()));
        ParseResult command = parsed(words);
        assertThat(command.commandSpec().name()).isEqualTo("work");
        assertThat(command.hasMatchedOption("--until-idle")).isTrue();
    }

    @Test
    void theArrayIsAScriptOfBash() throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "-n", ARRAY.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(bash.waitFor()).isZero();
    }

    /// Slurm reads options up to the first line that is no comment.
    @Test
    void itsOptionsAreThoseOfSbatch() throws IOException {
        List<String> lines = Files.readAllLines(ARRAY);
        assertThat(lines.getFirst()).isEqualTo("#!/bin/bash");
        List<String> comments =
                lines.stream().takeWhile(line -> line.startsWith("#")).toList();
        assertThat(lines.stream().filter(line -> line.contains("#SBATCH"))).isSubsetOf(comments);
        List<String> options = comments.stream()
                .filter(line -> line.matches("#?#SBATCH.*"))
                .map(line -> line.replaceFirst("^#+SBATCH ", ""))
                .toList();
        assertThat(options).hasSizeGreaterThan(5);
        assertThat(options).allMatch(option -> option.matches("--[a-z-]+(=[A-Za-z0-9:@-]+)?"));
        assertThat(options.stream().map(option -> option.replaceAll("^--|=.*", "")))
                .isSubsetOf(OPTIONS);
    }

    @Test
    void itsTasksLaunchTheSpec() throws IOException {
        Matcher command = Pattern.compile("(?m)^srun sweep (.*)$").matcher(Files.readString(ARRAY));
        assertThat(command.find()).isTrue();
        String filled = command.group(1)
                .replaceAll("\"\\$\\{1:[^\"]*\"", "sweeps/quickstart.yaml")
                .replaceAll("\"\\$\\{CTRSWEEP_DB:[^\"]*\"", "postgresql://lab@db.lab/sweeps");
        assertThat(filled).doesNotContain("$");
        assertThat(parsed(List.of(filled.split(" ", -1))).commandSpec().name()).isEqualTo("launch");
    }
}
