package ctrsweep.cli;

import ctrsweep.cli.launch.ResultsSource;
import ctrsweep.cli.text.DisplayTime;
import ctrsweep.cli.text.Phrases;
import ctrsweep.report.page.ErrorPage;
import ctrsweep.report.page.HtmlPage;
import ctrsweep.report.page.IndexPage;
import ctrsweep.report.page.LoginPage;
import ctrsweep.report.page.ReportPage;
import ctrsweep.report.page.ReportedSweep;
import ctrsweep.serve.BasePath;
import ctrsweep.serve.PageResponse;
import ctrsweep.serve.Site;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.ResultsException;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.text.NearestName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sweeps of a database as pages: the list at `/`, a sweep at `/sweeps/NAME`. Programs fetch `/list.csv`,
/// `/sweeps/NAME/trials.csv`, `/sweeps/NAME/leaderboard.csv`, and the same with `.json`. Each request opens the
/// database, and so sees one that was replaced.
///
/// @param zone of the times shown
/// @param base below which the pages lie
record SweepSite(ResultsSource source, ZoneId zone, PageCache pages, BasePath base) implements Site {
    private static final String SWEEPS = "sweeps";

    @Override
    public PageResponse answer(List<String> path, Optional<String> known) {
        try {
            return source.answer(results -> answer(results, path, known));
        } catch (ResultsException problem) {
            return refusal(503, String.valueOf(problem.getMessage()));
        }
    }

    private PageResponse answer(Results results, List<String> path, Optional<String> known) {
        if (path.isEmpty()) {
            return page(index(results));
        }
        Optional<ServedTable> table = ServedTable.of(path.getLast());
        if (path.size() == 1 && table.filter(wanted -> !wanted.isOfOneSweep()).isPresent()) {
            return table.get().ofAll(results, zone);
        }
        if (path.size() == 2 && path.getFirst().equals(SWEEPS)) {
            return sweep(results, path.getLast(), known);
        }
        return path.size() == 3
                        && path.getFirst().equals(SWEEPS)
                        && table.filter(ServedTable::isOfOneSweep).isPresent()
                ? table(results, path.get(1), table.get())
                : refusal(404, "There is no such page.");
    }

    private PageResponse table(Results results, String name, ServedTable table) {
        return results.version(name).isPresent() ? table.of(results, name) : noSweep(results, name);
    }

    private PageResponse noSweep(Results results, String name) {
        List<String> names = results.sweeps().stream().map(SweepSummary::name).toList();
        return refusal(404, "There is no sweep " + name + NearestName.hint(name, names));
    }

    /// Renders a page before a browser asks for it: this sweep's, or that of the sweep with the latest activity.
    void makeAhead(Optional<String> name) {
        try {
            source.answer(results -> name.map(written -> results.sweep(written).name())
                    .or(() -> results.sweeps().stream()
                            .max(Comparator.comparing(SweepSummary::lastActivity))
                            .map(SweepSummary::name))
                    .map(sweep -> sweep(results, sweep, Optional.empty())));
        } catch (RuntimeException problem) {
            // A request for the page reports the problem.
            return;
        }
    }

    /// The path of the list of sweeps.
    String home() {
        return base.text() + "/";
    }

    /// The path of a sweep's page.
    String address(String sweep) {
        return "%s%s/%s"
                .formatted(
                        home(),
                        SWEEPS,
                        URLEncoder.encode(sweep, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private PageResponse sweep(Results results, String name, Optional<String> known) {
        Optional<String> version = results.version(name);
        if (version.isEmpty()) {
            return noSweep(results, name);
        }
        PageCache.Kept kept = pages.page(name, tag(version.get()), () -> report(results, name, tag(version.get())));
        return known.filter(kept.version()::equals)
                .map(PageResponse::notModified)
                .orElseGet(
                        () -> PageResponse.state(kept.page().text(), kept.page().policy(), kept.version()));
    }

    private static String tag(String version) {
        return "\"%s\"".formatted(version);
    }

    private HtmlPage report(Results results, String name, String version) {
        return new ReportPage(List.of(ReportedSweep.of(results, name)), zone, Optional.of(version)).html();
    }

    private HtmlPage index(Results results) {
        Map<Long, Double> best = results.bestValues();
        return new IndexPage(
                        results.sweeps().stream()
                                .sorted(Comparator.comparing(SweepSummary::isRunning)
                                        .reversed())
                                .map(sweep -> line(sweep, Optional.ofNullable(best.get(sweep.id()))))
                                .toList(),
                        home())
                .html();
    }

    private IndexPage.Line line(SweepSummary sweep, Optional<Double> best) {
        return new IndexPage.Line(
                address(sweep.name()),
                sweep.name(),
                sweep.labels().owner().orElse(""),
                String.join(" ", sweep.labels().tags()),
                Phrases.objectives(sweep),
                best.map(Phrases::metric).orElse(""),
                sweep.count(),
                Phrases.trials(sweep),
                sweep.ended(),
                sweep.planned(),
                DisplayTime.of(sweep.lastActivity(), zone));
    }

    private static PageResponse page(HtmlPage page) {
        return PageResponse.page(200, page.text(), page.policy());
    }

    @Override
    public PageResponse login(Optional<String> problem) {
        HtmlPage page = new LoginPage(problem).html();
        return PageResponse.page(401, page.text(), page.policy());
    }

    @Override
    public PageResponse refusal(int status, String text) {
        HtmlPage page = new ErrorPage(title(status), text, home()).html();
        return PageResponse.page(status, page.text(), page.policy());
    }

    private static String title(int status) {
        return switch (status) {
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 421 -> "Host not allowed";
            case 429 -> "Too many requests";
            case 503 -> "The database cannot be read";
            default -> "Internal error";
        };
    }
}
