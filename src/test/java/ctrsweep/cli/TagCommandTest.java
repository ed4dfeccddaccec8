package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.store.Database;
import ctrsweep.store.DatabaseSweepLog;
import ctrsweep.store.Fixture;
import ctrsweep.sweep.OpenSweep;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagCommandTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void begin() {
        file = folder.resolve("sweeps.db");
        try (Database database = Database.openForWriting(file)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
            OpenSweep sweep = log.open(Fixture.definition("first", "a"));
            log.finish(Fixture.take(log, sweep, Fixture.planned(0, 0.5)), Fixture.completed(0.7));
        }
    }

    private Cli tag(String... words) {
        String[] command = new String[words.length + 1];
        command[0] = "tag";
        System.arraycopy(words, 0, command, 1, words.length);
        return Cli.launch(file, command);
    }

    @Test
    void tagsAreAddedAndRemoved() {
        assertThat(tag("first", "team:ads", "baseline"))
                .isEqualTo(new Cli(0, "", "sweep first is tagged baseline, team:ads\n"));
        assertThat(tag("first", "baseline", "ü1"))
                .isEqualTo(new Cli(0, "", "sweep first is tagged baseline, team:ads, ü1\n"));
        assertThat(Cli.launch(file, 160, "list").out())
                .contains("tags", "baseline team:ads ü1")
                .doesNotContain("owner");
        assertThat(Cli.launch(file, "list", "--format", "json").out()).contains("\"tags\":\"baseline team:ads ü1\"");
        assertThat(tag("first", "team:ads", "ü1", "--remove"))
                .isEqualTo(new Cli(0, "", "sweep first is tagged baseline\n"));
        assertThat(tag("first", "--remove", "baseline")).isEqualTo(new Cli(0, "", "sweep first has no tags now\n"));
        assertThat(Cli.launch(file, 160, "list").out()).doesNotContain("tags");
    }

    @Test
    void mistakesAreOneLineAndChangeNothing() {
        tag("first", "baseline");
        assertThat(tag("first", "good", "two words").err())
                .startsWith("sweep: the tag two words: must be up to 60 letters, digits and any of . _ : / = + -");
        assertThat(tag("first", "x".repeat(61)).code()).isEqualTo(2);
        assertThat(tag("first", "red\u001b[31m").err()).doesNotContain("\u001b");
        assertThat(tag("frist", "good")).isEqualTo(new Cli(1, "", "sweep: no sweep frist; did you mean first?\n"));
        assertThat(tag("first", "baseline", "basline", "--remove"))
                .isEqualTo(new Cli(1, "", "sweep: sweep first has no tag basline; did you mean baseline?\n"));
        assertThat(tag("first").code()).isEqualTo(2);
        assertThat(Cli.launch(file, "list", "--format", "csv").out())
                .contains(",tags\n")
                .endsWith(",baseline\n");
    }

    /// The first launch names the owner, and a later one only changes it on request.
    @Test
    void aSweepBelongsToWhoLaunchedItFirst() {
        SmallSweep small = SmallSweep.in(folder);
        Path spec = small.spec(SmallSweep.GRID);
        assertThat(small.launch(spec, "--owner", "Ada \u001b[31m").err())
                .contains("--owner", "must have 1 to 100 characters, none of them a control character");
        assertThat(small.launch(spec, "--owner", "Ada Lovelace").code()).isZero();
        assertThat(small.launch(spec).code()).isZero();
        assertThat(small.run("list", "--format", "json").out()).contains("\"owner\":\"Ada Lovelace\"");
        assertThat(small.launch(spec, "--owner", "Grace").code()).isZero();
        assertThat(small.run("list").out()).contains("owner", "Grace");
        assertThat(small.ask("SELECT owner_name, planned FROM sweep").toString())
                .isEqualTo("[[Grace, 4]]");
        assertThat(small.run("tag", "small", "kept").code()).isZero();
        assertThat(small.run("rename", "small", "other", "--yes").code()).isZero();
        assertThat(small.run("list", "--format", "json").out())
                .contains("\"owner\":\"Grace\"", "\"sweep\":\"other\"", "\"tags\":\"kept\"");
    }
}
