package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.serve.Access;
import ctrsweep.serve.AccessToken;
import ctrsweep.serve.BasePath;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Assignment;
import ctrsweep.space.Value;
import ctrsweep.store.Database;
import ctrsweep.store.DatabaseSweepLog;
import ctrsweep.store.Fixture;
import ctrsweep.store.SweepLabelEdits;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// A running sweep in a browser.
@Tag("browser")
@ExtendWith(OneBrowser.class)
class ServeInBrowserTest {
    private static final String HOSTILE =
            "</script><script>alert(1)</script>\"'<img src=x onerror=alert(2)> \u001b[31m 漢 é";

    @TempDir
    Path folder;

    private final Browser browser;
    private Database database;
    private DatabaseSweepLog log;
    private OpenSweep sweep;
    private RunningTrial running;
    private Served served;

    ServeInBrowserTest(Browser browser) {
        this.browser = browser;
    }

    /// 40 trials have completed, one is running.
    @BeforeEach
    void begin() {
        Path file = folder.resolve("sweeps.db");
        database = Database.openForWriting(file);
        log = Fixture.log(database, "here:1:0", new Fixture.Hands());
        sweep = log.open(Fixture.definition("s", "s"));
        for (int number = 0; number < 40; number++) {
            complete(number);
        }
        running = Fixture.take(log, sweep, Fixture.planned(100, 0.9));
        log.recordEpoch(running, Fixture.epoch(1, 0.61));
        served = Served.start(file);
        browser.prefer("light");
    }

    private void complete(int number) {
        RunningTrial trial = Fixture.take(log, sweep, Fixture.planned(number, 0.001 * (1 + number)));
        for (int epoch = 1; epoch <= 3; epoch++) {
            log.recordEpoch(trial, Fixture.epoch(epoch, 0.7 + 0.01 * epoch + 0.001 * number));
        }
        log.finish(trial, Fixture.completed(0.72 + 0.001 * number));
    }

    @AfterEach
    void end() {
        browser.open("about:blank");
        served.close();
        database.close();
    }

    private void open(String hash) {
        browser.open(served.address("/sweeps/s" + hash));
        browser.until("return document.getElementById('live').textContent !== ''");
        browser.run("window.sameDocument = true");
    }

    private void untilEpochs(int epochs) {
        browser.until("return page.sweeps[0].curves.objective[40].length === " + epochs);
    }

    private void assertOnlyOurs() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(request -> request.startsWith(served.address("/")) || request.startsWith("data:"));
    }

    @Test
    void newEpochsAndTrialsAppearByThemselves() throws IOException {
        open("");
        assertThat(browser.find("#live").getText()).matches("running, updated \\d\\d:\\d\\d:\\d\\d");
        log.recordEpoch(running, Fixture.epoch(2, 0.9123));
        untilEpochs(2);
        complete(101);
        log.finish(running, Fixture.completed(0.9123));
        browser.until("return document.getElementById('live').textContent.startsWith('not running')");
        assertThat(browser.find(".states").getText()).contains("42 trials", "42 completed");
        assertThat(browser.find(".winner strong").getText()).isEqualTo("0.9123");
        assertThat(browser.texts("#board-table tbody td.trial").getFirst()).isEqualTo("100");
        assertThat(browser.run("return window.sameDocument")).isEqualTo(true);
        browser.screenshot("serve");
        assertThat(browser.faults()).isEmpty();
        assertOnlyOurs();
    }

    /// An update keeps order, filter, caret, selected range, open tables, choices and scroll positions.
    @Test
    void theReaderStaysWhereTheyWere() {
        open("");
        browser.find("#epochs-table th.best_epoch [role=button]").sendKeys(Keys.ENTER);
        browser.find("#brush .to input").clear();
        browser.find("#brush .to input").sendKeys("0.02");
        browser.find("#brush [type=submit]").click();
        browser.run("""
                document.querySelector('#history details').open = true;
                document.getElementById('across').selectedIndex = 1;
                document.getElementById('up').selectedIndex = 0;
                document.getElementById('up').onchange();""");
        browser.until("return document.querySelectorAll('#history td').length > 0");
        String kept = browser.find("#kept").getText();
        assertThat(kept).startsWith("20 of 41 trials selected");
        browser.find("#board-table input[type=search]").sendKeys("0.73");
        browser.run("""
                document.querySelector('#history .scroll').scrollTop = 200;
                document.querySelector('#board-table input').setSelectionRange(1, 1);
                scrollTo(0, 1500);""");
        String caption = browser.find("#heatmap figcaption").getText();
        Object top = browser.run("return scrollY");

        log.recordEpoch(running, Fixture.epoch(2, 0.62));
        untilEpochs(2);

        assertThat(browser.run("return scrollY")).isEqualTo(top);
        assertThat(browser.run("return document.querySelector('#history .scroll').scrollTop"))
                .isEqualTo(200L);
        assertThat(browser.find("#epochs-table th.best_epoch").getDomAttribute("aria-sort"))
                .isEqualTo("ascending");
        assertThat(browser.find("#board-table input[type=search]").getDomProperty("value"))
                .isEqualTo("0.73");
        assertThat(browser.run("""
                const at = document.activeElement;
                return `${at.closest('.table').id} ${at.selectionStart}`""")).isEqualTo("board-table 1");
        assertThat(browser.texts("#board-table tbody td.trial")).hasSize(10);
        assertThat(browser.find("#kept").getText()).isEqualTo(kept);
        assertThat(browser.find("#brush .to input").getDomProperty("value")).isEqualTo("0.02");
        assertThat(browser.find("#heatmap figcaption").getText()).isEqualTo(caption);
        assertThat(browser.run("return window.sameDocument")).isEqualTo(true);
        assertOnlyOurs();
    }

    @Test
    void theOpenPanelGoesOnWithItsTrial() {
        open("#trial-100");
        browser.run("""
                document.querySelector('#trial-curve details').open = true;
                document.querySelector('#trial button').focus();
                document.getElementById('trial').scrollTop = 60;""");
        browser.until("return document.querySelectorAll('#trial-curve tbody tr').length === 1");
        log.recordEpoch(running, Fixture.epoch(2, 0.62));
        browser.until("return document.querySelectorAll('#trial-curve tbody tr').length === 2");
        assertThat(browser.find("#trial").isDisplayed()).isTrue();
        assertThat(browser.run("return document.getElementById('trial').scrollTop"))
                .isEqualTo(60L);
        assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("Close");
        browser.find("#trial").sendKeys(Keys.ESCAPE);
        assertThat(browser.find("#trial").isDisplayed()).isFalse();
        assertOnlyOurs();
    }

    @Test
    void aPageThatNobodySeesDoesNotAsk() throws InterruptedException {
        open("");
        hidden(true);
        log.recordEpoch(running, Fixture.epoch(2, 0.62));
        Thread.sleep(3_000);
        browser.requests();
        Thread.sleep(5_000);
        assertThat(browser.requests()).isEmpty();
        hidden(false);
        untilEpochs(2);
    }

    private void hidden(boolean hidden) {
        browser.run("""
                Object.defineProperty(document, 'hidden', { configurable: true, get: () => arguments[0] });
                document.dispatchEvent(new Event('visibilitychange'));""".replace("arguments[0]", Boolean.toString(hidden)));
    }

    @Test
    void textThatIsBeingMarkedIsNotTakenAway() throws InterruptedException {
        open("");
        browser.run("getSelection().selectAllChildren(document.querySelector('.again code'))");
        log.recordEpoch(running, Fixture.epoch(2, 0.62));
        Thread.sleep(5_000);
        assertThat(browser.run("return getSelection().toString()")).asString().contains("./sweep show s");
        browser.run("getSelection().removeAllRanges()");
        untilEpochs(2);
    }

    @Test
    void itSaysWhenTheServerIsGoneAndGoesOnWhenItIsBack() {
        open("");
        int port = served.server().port();
        served.close();
        browser.until("return document.getElementById('live').textContent.startsWith('the server does not answer')");
        assertThat(browser.texts("#board-table tbody td.trial")).isNotEmpty();
        assertThat(browser.complaints()).isNotEmpty().allMatch(line -> line.contains("ERR_CONNECTION_REFUSED"));
        log.recordEpoch(running, Fixture.epoch(2, 0.62));
        served = Served.start(folder.resolve("sweeps.db"), port);
        untilEpochs(2);
        browser.until("return document.getElementById('live').textContent.startsWith('running, updated')");
        assertThat(browser.run("return window.sameDocument")).isEqualTo(true);
    }

    /// Sweep s has 41 trials, t one and u none.
    @Test
    void theIndexSortsAndSearches() throws IOException {
        OpenSweep other = log.open(Fixture.definition("t", "t"));
        log.finish(Fixture.take(log, other, Fixture.planned(0, 0.5)), Fixture.completed(0.9));
        log.open(Fixture.definition("u", "u"));
        new SweepLabelEdits(database, "s").launched(Optional.empty(), Optional.of("Ada"), 80);
        new SweepLabelEdits(database, "u").add(List.of("baseline", "team:ads"));
        browser.open(served.address("/"));
        assertThat(browser.texts("tbody td:first-child")).containsExactly("s", "u", "t");
        sort("best", "s", "t", "u");
        sort("best", "t", "s", "u");
        sort("trials", "u", "t", "s");
        sort("trials", "s", "t", "u");
        sort("ended", "s", "u", "t");
        assertThat(browser.faults()).isEmpty();
        browser.screenshot("index", "body");
        browser.size(400, 844);
        browser.screenshot("index-400", "body");
        browser.size(1280, 1000);
        browser.find("input[type=search]").sendKeys("none yet");
        assertThat(browser.texts("tbody td:first-child")).containsExactly("u");
        browser.find("tbody a").click();
        browser.until("return document.getElementById('live') !== null");
        assertOnlyOurs();
    }

    private void sort(String column, String... expected) {
        browser.run(
                "[...document.querySelectorAll('th')].find((head) => head.textContent === arguments[0]).click()",
                column);
        assertThat(browser.texts("tbody td:first-child")).containsExactly(expected);
    }

    @Test
    void hostileTextStaysTextAlsoWhenItComesLater() {
        OpenSweep hostile = log.open(Fixture.definition(HOSTILE, "h"));
        log.finish(Fixture.take(log, hostile, Fixture.planned(0, 0.5)), Fixture.completed(0.7));
        browser.open(served.address("/"));
        assertThat(browser.faults()).isEmpty();
        browser.run("[...document.links].find((link) => link.textContent.includes('script')).click()");
        browser.until("return document.getElementById('live')?.textContent.startsWith('not running') === true");
        PlannedTrial later = new PlannedTrial(
                1, new Assignment(Map.of("model_name", new Value.Text(HOSTILE))), Experiment.DEFAULTS, "hash");
        log.finish(
                Fixture.take(log, hostile, later),
                new Outcome.Failed(StopReason.ERROR, HOSTILE, Map.of(HOSTILE, HOSTILE)));
        browser.until("return page.sweeps[0].trials.number.length === 2");
        browser.run("location.hash = '#trial-1'");
        browser.until("return document.getElementById('trial').open");
        assertThat(browser.find("#trial .error").getText()).contains("<script>alert(1)</script>", "漢 é", "\\u001b");
        assertThat(browser.find("h1").getText()).contains("</script><script>alert(1)");
        assertOnlyOurs();
    }

    /// A reader logs in, is led to the page that they asked for, and its updates need the cookie too.
    @Test
    void aReaderLogsInOnce() throws IOException {
        Access access = new Access(
                "127.0.0.1", List.of(), Optional.of(new AccessToken("0123456789abcdef")), new BasePath("/team"));
        try (Served team = Served.start(folder.resolve("sweeps.db"), 0, access)) {
            browser.open(team.address("/team/sweeps/s#trial-3"));
            assertThat(browser.find("h1").getText()).isEqualTo("Log in");
            browser.screenshot("login", "body");
            assertThat(browser.faults()).isEmpty();
            browser.find("input[type=password]").sendKeys("0123456789abcdeF", Keys.ENTER);
            browser.until("return document.querySelector('[role=alert]') !== null");
            browser.find("input[type=password]").sendKeys("0123456789abcdef", Keys.ENTER);
            browser.until("return document.getElementById('live')?.textContent.startsWith('running') === true");
            assertThat(browser.run("return location.pathname")).isEqualTo("/team/sweeps/s");
            assertThat(browser.run("return document.cookie")).isEqualTo("");
            log.recordEpoch(running, Fixture.epoch(2, 0.62));
            untilEpochs(2);
            browser.run("document.querySelector('.sections .all').click()");
            browser.until("return document.querySelector('h1').textContent === 'Sweeps'");
            assertThat(browser.run("return location.pathname")).isEqualTo("/team/");
        }
    }

    @Test
    void aSweepThatIsNotThereIsAPage() {
        browser.open(served.address("/sweeps/%3Cscript%3Ealert(1)%3C/script%3E"));
        assertThat(browser.find("h1").getText()).isEqualTo("Not found");
        browser.open(served.address("/sweeps/t"));
        assertThat(browser.find("main").getText()).contains("There is no sweep t; did you mean s?");
        assertThat(browser.faults()).isEmpty();
        browser.find("main a").click();
        assertThat(browser.find("h1").getText()).isEqualTo("Sweeps");
    }

    /// A launch in another process writes the sweep that the page shows.
    @Test
    void aLaunchIsFollowedToItsEnd() throws Exception {
        SmallSweep small = new SmallSweep(folder, folder.resolve("sweeps.db"));
        Path spec = small.spec(30_000, "{metric: val.auc}", SmallSweep.TEN_POINTS);
        try (Child launch = Child.start(
                folder, "launch", spec.toString(), "--db", small.database().toString())) {
            while (launch.runs() && served.get("/sweeps/small").statusCode() == 404) {
                Thread.sleep(50);
            }
            browser.open(served.address("/sweeps/small"));
            browser.until("return document.getElementById('live')?.textContent.startsWith('running') === true");
            browser.run("window.sameDocument = true");
            browser.until("return document.querySelector('.states').textContent.includes('10 completed')");
            browser.until("return document.getElementById('live').textContent.startsWith('not running')");
            assertThat(browser.run("return window.sameDocument")).isEqualTo(true);
            assertThat(launch.exitCode()).isZero();
        }
        assertOnlyOurs();
    }
}
