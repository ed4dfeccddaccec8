package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In the shells themselves, where the machine has them: it has bash.
class CompletionCommandTest {
    @TempDir
    Path folder;

    private Path script(String shell) throws IOException {
        Cli cli = Cli.launch(folder.resolve("none.db"), "completion", shell);
        assertThat(cli.code()).as(cli.err()).isZero();
        return Files.writeString(folder.resolve("completion." + shell), cli.out());
    }

    private String answer(String shell, String commands) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(shell, "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static boolean has(String shell) {
        boolean there = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, shell)));
        if (!there) {
            System.out.println("CompletionCommandTest: this machine has no " + shell);
        }
        return there;
    }

    /// What bash offers for the last of these words.
    private List<String> offered(String... words) throws IOException, InterruptedException {
        return answer("bash", """
                        source completion.bash
                        compopt() { :; } # only works while bash completes
                        COMP_WORDS=(%s)
                        COMP_CWORD=%d
                        _complete_sweep sweep
                        printf '%%s\\n' "${COMPREPLY[@]}"
                        """.formatted(String.join(" ", words), words.length - 1))
                .lines()
                .map(String::strip)
                .toList();
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        script("bash");
        assertThat(answer("bash", "source completion.bash; complete -p sweep")).contains("_complete_sweep");
        assertThat(offered("sweep", "la")).containsExactly("launch");
        assertThat(offered("sweep", "se")).containsExactly("serve");
        assertThat(offered("sweep", "serve", "--p")).contains("--port");
        assertThat(offered("sweep", "l")).contains("launch", "list", "leaderboard");
        assertThat(offered("sweep", "launch", "--w")).contains("--workers");
        assertThat(offered("sweep", "trials", "--form")).contains("--format");
    }

    @Test
    void theScriptOfZshIsThatOfBash() throws IOException, InterruptedException {
        assertThat(script("zsh")).hasSameTextualContentAs(script("bash"));
        if (has("zsh")) {
            assertThat(answer(
                            "zsh", "autoload -U compinit; compinit -u -D; source completion.zsh; print $_comps[sweep]"))
                    .contains("_bash_complete")
                    .contains("_complete_sweep");
        }
    }

    @Test
    void fishHasALineForEachCommandAndOption() throws IOException {
        assertThat(script("fish"))
                .content()
                .contains("complete -c sweep -n 'true; and not __fish_seen_subcommand_from init launch work train ")
                .contains(" -a launch -d 'Runs the trials of a sweep spec'\n")
                .contains(
                        "complete -c sweep -n '__fish_seen_subcommand_from launch' -l workers -x -d 'Trials at a time'\n")
                .contains("complete -c sweep -n '__fish_seen_subcommand_from launch' -s O -l override -x -d ")
                .contains("complete -c sweep -n '__fish_seen_subcommand_from launch' -l db -r -F -d ")
                .contains("complete -c sweep -n '__fish_seen_subcommand_from list' -l format -x -a 'table csv json md'")
                .contains("complete -c sweep -n '__fish_seen_subcommand_from launch' -r -F\n")
                .contains("complete -c sweep -n '__fish_seen_subcommand_from delete' -x -a '(__sweep_names)'\n");
    }

    @Test
    void fishCompletes() throws IOException, InterruptedException {
        script("fish");
        if (has("fish")) {
            Files.writeString(folder.resolve("sweep"), "#!/bin/sh\necho sweep,method\necho one,grid\necho two,grid\n")
                    .toFile()
                    .setExecutable(true);
            String offered = answer("fish", """
                    source completion.fish
                    complete -C 'sweep la'
                    complete -C 'sweep launch --wo'
                    complete -C './sweep delete '
                    """);
            assertThat(offered)
                    .contains("launch\tRuns the trials of a sweep spec\n")
                    .contains("--workers\tTrials at a time\n")
                    .contains("one\n")
                    .contains("two\n")
                    .doesNotContain("method");
        }
    }

    @Test
    void knowsThreeShells() {
        Cli cli = Cli.launch(folder.resolve("none.db"), "completion", "csh");
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("csh").contains("BASH, ZSH, FISH");
    }
}
