package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.store.GeneratedResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/// The report page in a browser. Screenshots stay in `target/screenshots`.
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OneBrowser.class)
class ReportInBrowserTest {
    @TempDir
    static Path folder;

    private final Browser browser;

    @SuppressWarnings("NullAway.Init") // before all tests
    private Report page;

    ReportInBrowserTest(Browser browser) {
        this.browser = browser;
    }

    /// A real sweep with completed, early stopped and pruned trials, several seeds and a conditional parameter.
    @BeforeAll
    void launch() {
        SmallSweep sweep = SmallSweep.in(folder);
        Cli cli = sweep.launch(sweep.spec(6_000, "{metric: val.auc}", """
                overrides: {training.num_epochs: 8}
                method: random
                seed: 5
                parameters:
                  model_name: {values: [deepfm, attention_deepfm]}
                  attention.num_heads: {values: [1, 2], when: {model_name: attention_deepfm}}
                  training.lr: {min: 1.0e-3, max: 1.0e-1, scale: log}
                  dnn.hidden_units: {values: [[8], [8, 4]]}
                repeats: {seeds: [1, 2]}
                early_stop: {patience: 2}
                pruner: {name: asha, min_epochs: 1, eta: 2}
                budget: {trials: 40}
                """));
        assertThat(cli.code()).as(cli.err()).isZero();
        page = Report.write(sweep.database(), folder.resolve("page.html"), "small");
    }

    private void open(String hash) {
        browser.prefer("light");
        browser.open(page.address() + hash);
    }

    private List<String> cells(String table, String column) {
        return browser.texts("#%s tbody td.%s".formatted(table, column));
    }

    @Test
    void asksNobodyForAnythingAndComplainsOfNothing() {
        open("");
        browser.run("charts.redraw(true)");
        assertThat(browser.requests()).containsExactly(page.address());
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aScriptThatIsNotThePagesOwnDoesNotRun() {
        open("");
        browser.run("""
                const script = document.createElement('script');
                script.textContent = 'window.strange = true';
                document.body.append(script);""");
        assertThat(browser.run("return window.strange === undefined")).isEqualTo(true);
        assertThat(browser.complaints()).hasSize(1).first().asString().contains("Content Security Policy");
    }

    @Test
    void theLeaderboardComesRightAfterTheBestValue() {
        open("");
        assertThat(browser.run("return document.querySelector('main').firstElementChild.id"))
                .isEqualTo("leaderboard");
        assertThat(browser.texts("nav a").getFirst()).isEqualTo("Leaderboard");
        assertThat(browser.run("return document.querySelector('main').previousElementSibling.tagName"))
                .isEqualTo("NAV");
    }

    @Test
    void aHeaderSortsByKeyboardAndSaysSo() {
        open("");
        press("epochs", "ascending");
        assertThat(cells("epochs-table", "epochs").stream().map(Integer::valueOf))
                .hasSizeGreaterThan(2)
                .isSorted();
        press("epochs", "descending");
        assertThat(cells("epochs-table", "epochs").stream().map(Integer::valueOf))
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    private void press(String column, String order) {
        String header = "#epochs-table th.%s".formatted(column);
        browser.find(header + " [role=button]").sendKeys(Keys.ENTER);
        browser.until("return document.querySelector('%s').ariaSort === '%s'".formatted(header, order));
    }

    @Test
    void aFilterLeavesTheRowsThatHaveTheText() {
        open("");
        assertThat(cells("epochs-table", "state")).contains("completed", "pruned");
        browser.find("#epochs-table input[type=search]").sendKeys("pruned");
        assertThat(cells("epochs-table", "state")).isNotEmpty().containsOnly("pruned");
    }

    @Test
    void whatMatteredMostComesFirst() {
        List<String> ranked = page.column("importance", "parameter");
        assertThat(ranked).hasSize(4);
        open("");
        assertThat(browser.texts("#importance figcaption")).first().asString().contains("PED-ANOVA", "IJCAI 2023");
        assertThat(browser.texts("#slices figcaption")).containsExactlyElementsOf(ranked);
        browser.find("#importance summary").click();
        browser.until("return document.querySelectorAll('#importance td').length > 0");
        assertThat(browser.texts("#importance tbody td:first-child")).containsExactlyElementsOf(ranked);
        assertThat(browser.texts("#importance tbody td.number"))
                .hasSize(12)
                .allMatch(cell -> cell.matches("[01]\\.\\d{4}"));
    }

    /// Selects along the axis of the model, with the form and with the mouse.
    @Test
    void aBrushLeavesTheTrialsInsideOnTheLeaderboard() {
        open("");
        assertThat(cells("board-table", "model_name")).contains("deepfm", "attention_deepfm");
        browser.run("document.querySelector('#brush .to select').selectedIndex = 0");
        browser.find("#brush [type=submit]").click();
        assertThat(cells("board-table", "model_name")).isNotEmpty().containsOnly("deepfm");
        assertThat(browser.find("#kept").getText())
                .matches("\\d+ of \\d+ trials selected; the leaderboard shows only these");
        browser.find("#brush [type=reset]").click();
        assertThat(cells("board-table", "model_name")).contains("deepfm", "attention_deepfm");

        var plot = browser.find("#parallel .plot");
        browser.run("arguments[0].scrollIntoView({block: 'center'})", plot);
        int top = -plot.getSize().height / 2;
        int left = 60 - plot.getSize().width / 2;
        new Actions(browser.driver())
                .moveToElement(plot, left, top + 60)
                .clickAndHold()
                .moveToElement(plot, left, top + 120)
                .moveToElement(plot, left, 0)
                .release()
                .perform();
        assertThat(cells("board-table", "model_name")).isNotEmpty().containsOnly("attention_deepfm");
    }

    @Test
    void aRowLeadsToItsTrialAndEscapeBack() throws IOException {
        open("");
        var link = browser.find("#board-table tbody tr:first-child td.trial a");
        String number = link.getText();
        link.click();
        assertThat(browser.find("#trial-title").getText()).isEqualTo("Trial " + number);
        assertThat(browser.find("#trial").getText())
                .contains("./sweep show small " + number + " --config", "config hash", "differs from the base");
        assertThat(browser.find("#trial-curve canvas").isDisplayed()).isTrue();
        browser.screenshot("trial", "#trial");
        assertThat(browser.faults()).isEmpty();
        browser.find("#trial").sendKeys(Keys.ESCAPE);
        assertThat(browser.find("#trial").isDisplayed()).isFalse();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anAddressNamesATrial() {
        String number = page.column("board", "trial").getFirst();
        open("#trial-" + number);
        assertThat(browser.find("#trial-title").getText()).isEqualTo("Trial " + number);
    }

    @Test
    void behindEachChartAreItsNumbers() {
        open("");
        browser.run(
                "charts.redraw(true); document.querySelectorAll('details').forEach((details) => details.open = true)");
        browser.until("return [...document.querySelectorAll('figure')].every((figure) => figure.querySelector('td'))");
        assertThat(browser.texts("figure .plot[aria-label]")).hasSizeGreaterThan(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axeFindsNoSeriousFault(String scheme) throws IOException {
        open("");
        browser.prefer(scheme);
        browser.screenshot("page-" + scheme);
        assertThat(browser.faults()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void fitsANarrowWindow() throws IOException {
        open("");
        browser.size(390, 844);
        browser.screenshot("page-narrow");
        browser.size(390, 844);
        assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
        assertThat(browser.faults()).isEmpty();
        browser.size(1280, 1000);
    }

    @Test
    void aWideTableScrollsByKeyboardInItsOwnBoxAndShowsThatItDoes() throws IOException {
        open("");
        browser.size(400, 844);
        var box = browser.find("#board-table [role=region][aria-label=Leaderboard]");
        assertThat(browser.run("return arguments[0].scrollWidth > arguments[0].clientWidth", box))
                .isEqualTo(true);
        assertThat(box.getCssValue("background-attachment")).isEqualTo("local, local, scroll, scroll");
        browser.screenshot("page-400");
        browser.size(400, 844);
        box.sendKeys(Keys.ARROW_RIGHT);
        browser.until("return document.querySelector('#board-table [role=region]').scrollLeft > 0");
        assertThat(browser.run("return scrollX")).isEqualTo(0L);
        browser.size(1280, 1000);
    }

    /// The other sweeps are the same search with another seed, and with another objective.
    @Test
    void sweepsStandSideBySide() throws IOException {
        SmallSweep sweep = SmallSweep.in(folder);
        for (String other : List.of("next", "lost")) {
            Path spec = sweep.write(
                    other + ".yaml",
                    Files.readString(folder.resolve("small.yaml"))
                            .replace("name: small", "name: " + other)
                            .replace(
                                    "metric: val.auc",
                                    other.equals("lost") ? "metric: val.logloss, goal: minimize" : "metric: val.auc")
                            .replace("seed: 5", "seed: 6")
                            .replace("trials: 40", "trials: 16"));
            Cli cli = sweep.launch(spec);
            assertThat(cli.code()).as(cli.err()).isZero();
        }
        Report three = Report.write(sweep.database(), folder.resolve("three.html"), "small", "next", "lost");
        browser.prefer("light");
        browser.open(three.address());
        assertThat(browser.texts("#comparison .note")).first().asString().contains("Their objectives differ");
        assertThat(browser.texts("#comparison-table tbody td:first-child")).containsExactly("small", "next", "lost");
        assertThat(browser.texts(".group figure .plot[aria-label]")).hasSize(4);
        assertThat(browser.texts("header h1")).containsExactly("small");
        browser.screenshot("page-three");
        browser.find("#sweep label:nth-of-type(2) input").sendKeys(Keys.SPACE);
        assertThat(browser.texts("header h1")).containsExactly("next");
        assertThat(browser.find("#board-table td.trial a").getDomAttribute("href"))
                .startsWith("#2-trial-");
        browser.run(
                "charts.redraw(true); document.querySelectorAll('details').forEach((details) => details.open = true)");
        browser.until(
                "return [...document.querySelectorAll('.group figure')].every((figure) => figure.querySelector('td'))");
        assertThat(browser.faults()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).containsExactly(three.address());
    }

    /// Even from a dark screen the page prints on white, with every chart inside its width, every row, and no
    /// controls.
    @Test
    void onPaperNothingIsCut() throws IOException {
        open("");
        browser.prefer("dark");
        browser.run("""
                document.querySelector('#epochs-table select').value = 10;
                document.querySelector('#epochs-table select').dispatchEvent(new Event('change'));
                addEventListener('beforeprint', () => {
                  const width = document.body.clientWidth;
                  const all = (css) => [...document.querySelectorAll(css)];
                  const texts = (part) => [...part.childNodes].flatMap((child) => (child.nodeType === Node.TEXT_NODE ? [child] : texts(child)));
                  const lines = (text) => {
                    const range = document.createRange();
                    range.selectNodeContents(text);
                    return text.data.includes(' ') ? 0 : range.getClientRects().length;
                  };
                  window.paper = {
                    background: getComputedStyle(document.body).backgroundColor,
                    charts: all('figure').length - all('figure svg').length,
                    wide: all('figure svg, table').filter((part) => part.getBoundingClientRect().width > width + 1).length,
                    rows: all('#epochs-table tbody tr').length,
                    controls: all('.dt-paging, form, nav').filter((part) => part.checkVisibility()).length,
                    brokenWords: all('th').flatMap(texts).filter((text) => lines(text) > 1).length,
                  };
                });""");
        browser.print("page");
        assertThat(browser.run("return JSON.stringify(window.paper)"))
                .isEqualTo(
                        "{\"background\":\"rgb(255, 255, 255)\",\"charts\":0,\"wide\":0,\"rows\":%d,\"controls\":0,\"brokenWords\":0}"
                                .formatted(page.column("epochsTable", "trial").size()));
        assertThat(browser.texts("#epochs-table tbody td.trial")).hasSize(10);
        assertThat(browser.run("return document.querySelectorAll('figure svg').length"))
                .isEqualTo(0L);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void runsThatOnlyTheirFilesTellOfHaveAPage() throws IOException {
        for (String run : List.of("<b>one", "other")) {
            Path results = folder.resolve("runs").resolve(run).resolve("results.json");
            Files.createDirectories(results.getParent());
            Files.writeString(
                    results,
                    "{\"config\": {\"training\": {\"lr\": 0.%d}}, \"val_metrics\": {\"auc\": 0.7}}"
                            .formatted(run.length()));
        }
        Path file = folder.resolve("runs.html");
        Cli cli = Cli.launch(
                folder.resolve("none.db"), "compare", folder.resolve("runs").toString(), "--html", file.toString());
        assertThat(cli.code()).as(cli.err()).isZero();
        browser.prefer("light");
        browser.open(Report.read(file).address() + "#trial-0");
        assertThat(cells("board-table", "run")).containsExactly("<b>one", "other");
        assertThat(browser.texts("#trial h3")).containsExactly("At the best epoch", "Config", "Provenance");
        assertThat(browser.texts("#timeline figcaption")).containsExactly("When these trials ran is not known.");
        assertThat(browser.faults()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    /// 2,000 trials of 30 epochs; the test prints the times.
    @Test
    void aLargeSweepStaysQuick() throws IOException {
        Path database = folder.resolve("large.db");
        new GeneratedResults("large", 30).fill(database, 2_000);
        Report.write(database, folder.resolve("warm-up.html"), "large");
        long began = System.nanoTime();
        Report large = Report.write(database, folder.resolve("large.html"), "large");
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        browser.prefer("light");
        browser.open(large.address());
        browser.until("return performance.getEntriesByName('first-contentful-paint').length > 0");
        double paint = ((Number)
                        browser.run("return performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                .doubleValue();
        double ready = ((Number) browser.run("return performance.getEntriesByType('navigation')[0].loadEventEnd"))
                .doubleValue();
        System.out.printf(
                "page of 2,000 trials x 30 epochs: %.1f MB, made in %.1f s, first paint after %.2f s, loaded after %.2f s%n",
                Files.size(large.file()) / 1e6, took.toMillis() / 1e3, paint / 1e3, ready / 1e3);
        assertThat(Files.size(large.file())).isLessThan(15_000_000);
        browser.screenshot("page-large");
        browser.find("#board-table input[type=search]").sendKeys("16, 16");
        assertThat(cells("board-table", "dnn-hidden_units")).isNotEmpty().containsOnly("[16, 16]");
        assertThat(browser.complaints()).isEmpty();
    }
}
