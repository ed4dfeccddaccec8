package ctrsweep.cli;

import ctrsweep.cli.launch.ResultsSource;
import ctrsweep.cli.text.DisplayTime;
import ctrsweep.cli.text.Phrases;
import ctrsweep.report.page.Html;
import ctrsweep.report.page.IndexPage;
import ctrsweep.report.page.Notice;
import ctrsweep.report.page.ReportPage;
import ctrsweep.report.page.SearchedSweep;
import ctrsweep.serve.Answer;
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

/// The sweeps of a database as pages: all of them at `/`, one at `/sweeps/NAME`. The database is opened for each
/// request, so that one that was replaced is seen, and closed again.
///
/// @param zone in which times are shown
record SweepSite(ResultsSource source, ZoneId zone, PageCache pages) implements Site {
    private static final String SWEEPS = "sweeps";

    @Override
    public Answer answer(List<String> path, Optional<String> known) {
        try {
            return source.answer(results -> answer(results, path, known));
        } catch (ResultsException problem) {
            return refusal(503, String.valueOf(problem.getMessage()));
        }
    }

    private Answer answer(Results results, List<String> path, Optional<String> known) {
        if (path.isEmpty()) {
            return page(index(results));
        }
        return path.size() == 2 && path.getFirst().equals(SWEEPS)
                ? sweep(results, path.getLast(), known)
                : refusal(404, "There is no such page.");
    }

    /// Makes a page before it is asked for: that of this sweep, or of the one that was at work last.
    void makeAhead(Optional<String> name) {
        try {
            source.answer(results -> name.map(written -> results.sweep(written).name())
                    .or(() -> results.sweeps().stream()
                            .max(Comparator.comparing(SweepSummary::lastActivity))
                            .map(SweepSummary::name))
                    .map(sweep -> sweep(results, sweep, Optional.empty())));
        } catch (RuntimeException problem) {
            // Whoever asks for the page is told.
            return;
        }
    }

    /// Where the page of a sweep is.
    static String address(String sweep) {
        return "/%s/%s"
                .formatted(
                        SWEEPS, URLEncoder.encode(sweep, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private Answer sweep(Results results, String name, Optional<String> known) {
        Optional<String> version = results.version(name);
        if (version.isEmpty()) {
            List<String> names =
                    results.sweeps().stream().map(SweepSummary::name).toList();
            return refusal(404, "There is no sweep " + name + NearestName.hint(name, names));
        }
        PageCache.Kept kept = pages.page(name, tag(version.get()), () -> report(results, name, tag(version.get())));
        return known.filter(kept.version()::equals)
                .map(Answer::notModified)
                .orElseGet(() -> Answer.state(kept.page().text(), kept.page().policy(), kept.version()));
    }

    private static String tag(String version) {
        return "\"%s\"".formatted(version);
    }

    private Html report(Results results, String name, String version) {
        return new ReportPage(List.of(SearchedSweep.of(results, name)), zone, Optional.of(version)).html();
    }

    private Html index(Results results) {
        Map<Long, Double> best = results.bestValues();
        return new IndexPage(results.sweeps().stream()
                        .map(sweep -> line(sweep, Optional.ofNullable(best.get(sweep.id()))))
                        .toList())
                .html();
    }

    private IndexPage.Line line(SweepSummary sweep, Optional<Double> best) {
        return new IndexPage.Line(
                address(sweep.name()),
                sweep.name(),
                Phrases.of(sweep.goal()) + " " + sweep.objective(),
                best.map(Phrases::metric).orElse(""),
                Phrases.trials(sweep),
                DisplayTime.of(sweep.lastActivity(), zone));
    }

    private static Answer page(Html page) {
        return Answer.page(200, page.text(), page.policy());
    }

    @Override
    public Answer refusal(int status, String text) {
        Html page = new Notice(title(status), text).html();
        return Answer.page(status, page.text(), page.policy());
    }

    private static String title(int status) {
        return switch (status) {
            case 404 -> "Not found";
            case 405 -> "Read only";
            case 421 -> "Asked for by another name";
            case 429 -> "Too many requests";
            case 503 -> "The database cannot be read";
            default -> "Something went wrong";
        };
    }
}
