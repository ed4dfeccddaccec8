package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// The page of a sweep on MovieLens-100K, where the system property `ctrsweep.data` says that it lies; of one on
/// generated clicks elsewhere.
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OneBrowser.class)
class MovieLensInBrowserTest {
    private static final String REAL = System.getProperty("ctrsweep.data", "");

    @TempDir
    static Path folder;

    private final Browser browser;

    @SuppressWarnings("NullAway.Init") // before all tests
    private Report page;

    MovieLensInBrowserTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeAll
    void launch() {
        SmallSweep sweep = SmallSweep.in(folder);
        Path spec = sweep.spec("""
                overrides: {training.num_epochs: 2%s}
                method: grid
                parameters:
                  training.lr: {values: [1.0e-3, 1.0e-2]}
                  dnn.hidden_units: {values: [[8], [8, 4]]}
                """.formatted(data()));
        Cli cli = sweep.launch(spec);
        assertThat(cli.code()).as(cli.err()).isZero();
        page = Report.write(sweep.database(), folder.resolve("page.html"), "small");
    }

    private static String data() {
        return REAL.isEmpty()
                ? ""
                : ", data.dataset_name: movielens, data.data_dir: '%s', data.num_neg_train: 1, data.num_neg_eval: 9, training.batch_size: 4096"
                        .formatted(Path.of(REAL, "ml-100k").toAbsolutePath());
    }

    private List<String> cells(String table, String column) {
        return browser.texts("#%s tbody td.%s".formatted(table, column));
    }

    @Test
    void sortsFiltersBrushesAndLeadsFromARowToItsCurve() throws IOException {
        browser.prefer("light");
        browser.open(page.address());
        assertThat(page.column("board", "trial")).hasSize(4);
        if (!REAL.isEmpty()) {
            assertThat(page.html()).contains("\"data.dataset_name\":\"movielens\"");
        }

        browser.find("#epochs-table th.trial [role=button]").sendKeys(Keys.ENTER);
        browser.until("return document.querySelector('#epochs-table th.trial').ariaSort === 'ascending'");
        assertThat(cells("epochs-table", "trial")).containsExactly("0", "1", "2", "3");
        browser.find("#board-table input[type=search]").sendKeys("[8, 4]");
        assertThat(cells("board-table", "dnn-hidden_units")).containsExactly("[8, 4]", "[8, 4]");
        browser.find("#board-table input[type=search]").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        browser.run("document.querySelector('#brush .to select').selectedIndex = 0");
        browser.find("#brush [type=submit]").sendKeys(Keys.ENTER);
        assertThat(cells("board-table", "training-lr")).containsExactly("0.001", "0.001");
        browser.find("#brush [type=reset]").sendKeys(Keys.ENTER);
        browser.screenshot("movielens");

        browser.find("#board-table tbody tr:first-child td.trial a").sendKeys(Keys.ENTER);
        assertThat(browser.find("#trial-title").getText())
                .isEqualTo("Trial " + page.column("board", "trial").getFirst());
        assertThat(browser.find("#trial-curve canvas").isDisplayed()).isTrue();
        browser.screenshot("movielens-trial", "#trial");

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).containsExactly(page.address());
        assertThat(browser.faults()).isEmpty();
    }
}
