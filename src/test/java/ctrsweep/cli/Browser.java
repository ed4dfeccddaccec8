package ctrsweep.cli;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import ctrsweep.json.Json;
import ctrsweep.space.Value;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A headless Chromium with its own profile.
///
/// @param screenshots the folder for screenshots
record Browser(ChromeDriver driver, Path screenshots) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// @param profile an empty folder
    static Browser open(Path profile) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(onPath("chromium", "chromium-browser", "google-chrome"));
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars",
                "--user-data-dir=" + profile);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver"))
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options), Path.of("target", "screenshots"));
        browser.size(1280, 1000);
        return browser;
    }

    private static File onPath(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "-Pbrowser needs %s on the PATH; Debian has them as chromium and chromium-driver"
                                .formatted(String.join(" or ", names))));
    }

    void open(String address) {
        driver.get("about:blank");
        complaints();
        requests();
        driver.get(address);
        until("return document.readyState === 'complete'");
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /// @param scheme light or dark
    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    void until(String condition) {
        new WebDriverWait(driver, PATIENCE).until(_ -> Boolean.TRUE.equals(run(condition)));
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    /// The text of each matching element that is displayed.
    List<String> texts(String css) {
        return driver.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getText)
                .toList();
    }

    /// Warnings and errors since the last call.
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /// All URLs requested since the last call.
    List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage)
                .flatMap(message -> requested((Value.Fields) Json.readForeign(message)).stream())
                .toList();
    }

    private static Optional<String> requested(Value.Fields entry) {
        return at(entry, "message")
                .filter(message -> "Network.requestWillBeSent"
                        .equals(String.valueOf(message.values().get("method"))))
                .flatMap(message -> at(message, "params"))
                .flatMap(params -> at(params, "request"))
                .map(request -> String.valueOf(request.values().get("url")));
    }

    private static Optional<Value.Fields> at(Value.Fields tree, String key) {
        return tree.values().get(key) instanceof Value.Fields fields ? Optional.of(fields) : Optional.empty();
    }

    /// Serious and critical faults that axe finds, with their elements.
    List<String> faults() {
        return new AxeBuilder()
                .analyze(driver).getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(Browser::inWords)
                        .toList();
    }

    private static String inWords(Rule rule) {
        return "%s: %s: %s"
                .formatted(
                        rule.getId(),
                        rule.getHelp(),
                        rule.getNodes().stream().limit(5).map(Object::toString).toList());
    }

    /// Takes a picture of the whole page with all charts.
    void screenshot(String name) throws IOException {
        Number height = (Number) run("charts.redraw(true); return document.documentElement.scrollHeight");
        Number width = (Number) run("return innerWidth");
        size(width.intValue(), Math.min(height.intValue(), 16_000));
        Files.createDirectories(screenshots);
        Files.write(screenshots.resolve(name + ".png"), ((TakesScreenshot) driver).getScreenshotAs(OutputType.BYTES));
        size(width.intValue(), 1000);
    }

    /// Prints the page as a PDF.
    void print(String name) throws IOException {
        Object pdf = driver.executeCdpCommand("Page.printToPDF", Map.of()).get("data");
        Files.createDirectories(screenshots);
        Files.write(screenshots.resolve(name + ".pdf"), Base64.getDecoder().decode(String.valueOf(pdf)));
    }

    /// Takes a picture of one element.
    void screenshot(String name, String css) throws IOException {
        Files.createDirectories(screenshots);
        Files.write(screenshots.resolve(name + ".png"), find(css).getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
