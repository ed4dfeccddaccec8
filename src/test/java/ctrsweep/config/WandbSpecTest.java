package ctrsweep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ctrsweep.json.Json;
import ctrsweep.search.Pruner;
import ctrsweep.search.prune.BandPruner;
import ctrsweep.settings.ProgramConfig;
import ctrsweep.space.Assignment;
import ctrsweep.space.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WandbSpecTest {
    private static final String USUAL = """
            program: train.py
            name: there
            method: random
            run_cap: 4
            metric: {name: loss}
            parameters: {x: {min: 0.0, max: 1.0}}
            """;

    @TempDir
    private Path folder;

    private SweepSpec read(String text) throws IOException {
        return SpecReader.read(Files.writeString(folder.resolve("there.yaml"), text), List.of());
    }

    private List<String> problems(String text) {
        return catchThrowableOfType(ConfigException.class, () -> read(text)).problems().stream()
                .map(problem -> problem.substring(problem.indexOf(".yaml:") + 6))
                .toList();
    }

    private Pruner pruner(String early) throws IOException {
        return read(USUAL + "early_terminate: " + early + "\n")
                .search()
                .pruning()
                .orElseThrow()
                .pruner();
    }

    /// 27 / 3 = 9, 9 / 3 = 3; and 81 / 3^k down to 1, however large s is.
    @Test
    void bandsGoDownFromMaxIter() throws IOException {
        assertThat(pruner("{type: hyperband, max_iter: 27, s: 2}")).isEqualTo(new BandPruner(List.of(3, 9), 3, false));
        assertThat(pruner("{type: hyperband, max_iter: 81, s: 9, eta: 3, strict: true}"))
                .isEqualTo(new BandPruner(List.of(1, 3, 9, 27), 3, true));
        assertThat(pruner("{type: hyperband, max_iter: 10, s: 2, eta: 2.5}"))
                .isEqualTo(new BandPruner(List.of(1, 4), 2.5, false));
    }

    @Test
    void bandsGoUpFromMinIter() throws IOException {
        BandPruner pruner = (BandPruner) pruner("{type: hyperband, min_iter: 5, eta: 2}");
        assertThat(pruner.bands()).startsWith(5, 10, 20, 40).isSorted();
        assertThat(((BandPruner) pruner("{type: hyperband, min_iter: 3}")).bands())
                .startsWith(3, 9, 27);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {type: hyperband} | 7:18: early_terminate: needs min_iter, or max_iter and s
            {min_iter: 3} | 7:18: early_terminate: needs type: hyperband
            {type: envelope, min_iter: 3} | 7:25: early_terminate.type: no such type: envelope; there is hyperband
            {type: hyperband, max_iter: 27} | 7:18: early_terminate: max_iter needs s: at how many bands runs are compared
            {type: hyperband, max_iter: 27, s: 2, min_iter: 3} | 7:18: early_terminate: takes max_iter and s, or min_iter, not all three
            {type: hyperband, max_iter: 2, s: 2} | 7:18: early_terminate: has no band of at least one epoch: no run would ever be stopped
            {type: hyperband, min_iter: 3, eta: 1} | 7:54: early_terminate.eta: must be above 1, not 1.0
            {type: hyperband, min_iter: 3, stride: 1} | 7:49: early_terminate.stride: no such key in a sweep file of W&B
            """)
    void refusesAnEarlyTerminationInTheFilesWords(String early, String problem) {
        assertThat(problems(USUAL + "early_terminate: " + early + "\n")).containsExactly(problem);
    }

    @Test
    void bayesIsRunAsGpAndSaysSo() throws IOException {
        SweepSpec spec = read(USUAL.replace("random", "bayes"));
        assertThat(spec.search().method().name()).isEqualTo("gp");
        assertThat(spec.notes())
                .containsExactly("method bayes of W&B is run as gp: both model results by a Gaussian process");
        assertThat(read(USUAL.replace("random", "bayes").replace("run_cap: 4\n", ""))
                        .budget()
                        .trials())
                .as("without end, as there")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            method: custom | 3:9: method: custom is a search of the user's own; there are grid, random, bayes
            metrics: [] | 7:1: metrics: several objectives are not searched here; name one of them as metric
            scheduler: {engine: ax} | 7:1: scheduler: schedulers of other systems are not run here; take it out: bayes is run as gp
            budget: {trials: 3} | 4:1: run_cap: does not go with budget: write budget: {trials: ...} alone
            cap: 3 | 7:1: cap: no such key in a sweep file of W&B
            """)
    void refusesWhatCannotBeTranslated(String line, String problem) {
        String text = line.startsWith("method") ? USUAL.replace("method: random", line) : USUAL + line + "\n";
        assertThat(problems(text)).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {name: loss, impute: best} | 5:30: metric.impute: failed runs always count as the worst here: leave it out, or write worst
            {name: loss, goal: less} | 5:28: metric.goal: no such goal: less; there are maximize, minimize
            {goal: minimize} | 5:9: metric: needs name, as loss
            """)
    void refusesAMetricInTheFilesWords(String metric, String problem) {
        assertThat(problems(USUAL.replace("{name: loss}", metric))).containsExactly(problem);
    }

    @Test
    void everyWordOfTheServiceIsWithoutMeaning() throws IOException {
        SweepSpec spec = read(USUAL + """
                project: p
                entity: e
                controller: {type: local}
                job: j
                image_uri: i
                apiVersion: "1"
                kind: sweep
                """);
        assertThat(spec.budget().trials()).hasValue(4);
    }

    @Test
    void theUsualCommandHasEveryParameterAsAnOption() throws IOException {
        assertThat(command("x: {values: [0.5]}\n  flag: {values: [true]}\n  a: {parameters: {b: {value: [1, 2]}}}", ""))
                .containsExactly("/usr/bin/env", "python", "train.py", "--x=0.5", "--flag=True", "--a.b=[1,2]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ['${program}', '${args_no_hyphens}'] | train.py x=0.5 on=True off=False
            ['${program}', '${args_no_boolean_flags}'] | train.py --x=0.5 --on
            ['${program}', '${args_json}'] | train.py {"x": 0.5, "on": true, "off": false}
            [python3, -m, '${program}', '--fixed={1}'] | python3 -m train.py --fixed={1}
            """)
    void macrosBecomeArguments(String command, String filled) throws IOException {
        assertThat(String.join(" ", command("x: {values: [0.5]}\n  on: {value: true}\n  off: {value: false}", command)))
                .isEqualTo(filled);
    }

    @Test
    void aVariableOfTheEnvironmentIsFilledIn() throws IOException {
        SweepSpec spec = read(USUAL + "command: [run, 'a-${envvar:HERE}', '${envvar:NOWHERE}']\n");
        Program program = ((Workload.Running) spec.workload()).program();
        assertThat(CommandTemplate.of(program)
                        .filled(
                                _ -> Optional.empty(),
                                name -> Optional.ofNullable(Map.of("HERE", "b").get(name))))
                .containsExactly("run", "a-b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ['${args_json_file}'] | 7:11: command: ${args_json_file} is not written here; the parameters are on standard input, as JSON
            ['${arg}'] | 7:11: command: no such macro: ${arg}; there are ${env}, ${interpreter}, ${program}, ${args}, ${args_no_hyphens}, ${args_no_boolean_flags}, ${args_json} and ${envvar:NAME}
            """)
    void refusesMacrosThatThereAreNot(String command, String problem) {
        assertThat(problems(USUAL + "command: " + command + "\n")).contains(problem);
    }

    private List<String> command(String parameters, String command) throws IOException {
        SweepSpec spec = read("""
                program: train.py
                name: there
                method: grid
                metric: {name: loss}
                parameters:
                  %s
                %s""".formatted(parameters, command.isEmpty() ? "" : "command: " + command + "\n"));
        Program program = ((Workload.Running) spec.workload()).program();
        Assignment point = spec.search().sampler().suggest(0, List.of()).point().orElseThrow();
        Map<String, Value> values = ((ProgramConfig) spec.config(point, OptionalLong.empty())).values();
        return CommandTemplate.of(program).filled(name -> Optional.ofNullable(values.get(name)));
    }

    @Test
    void nullIsAValueForAProgram() throws IOException {
        SweepSpec spec = read("""
                program: train.py
                name: there
                method: grid
                metric: {name: loss}
                parameters:
                  clip: {values: [null, 1.0]}
                  flag: {values: [~, true]}
                constraints: ["clip is null or flag is null"]
                command: ["${program}", --clip, "${args}"]
                """);
        Assignment first = spec.search().sampler().suggest(0, List.of()).point().orElseThrow();
        assertThat(first.values()).containsEntry("clip", new Value.Null()).containsEntry("flag", new Value.Null());
        assertThat(spec.space().size()).hasValue(java.math.BigInteger.valueOf(4));
        Program program = ((Workload.Running) spec.workload()).program();
        assertThat(CommandTemplate.of(program)
                        .filled(name -> Optional.ofNullable(first.values().get(name))))
                .containsExactly("train.py", "--clip");
        assertThat(Json.read(Json.write(new Value.Fields(first.values())))).isEqualTo(new Value.Fields(first.values()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{values: }", "{values: []}"})
    void valuesNeedAList(String domain) {
        assertThat(problems(USUAL.replace("{min: 0.0, max: 1.0}", domain)))
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("6:").contains("parameters.x"));
    }
}
