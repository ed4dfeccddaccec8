package ctrsweep.report.page;

import ctrsweep.metric.Metric;
import ctrsweep.report.EpochRanks;
import ctrsweep.report.NumberText;
import ctrsweep.report.RankCorrelation;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Ties;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialState;
import ctrsweep.text.CalledAs;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The header of a sweep's page as text. The template leaves out what is empty.
///
/// @param goal `maximize val.auc`
/// @param search `random search, seed 5`; empty for single runs, which have no times and no launch command either
/// @param states the number of trials in each state that has any
/// @param winner the parameters of the best trial
/// @param saved how many epochs early stopping and the pruner saved
/// @param ranks how well early epochs predict the final ranks
record PageHeader(
        String name,
        String goal,
        String objective,
        String search,
        String begun,
        String lastActivity,
        int trials,
        List<State> states,
        String best,
        String spread,
        String bestTrials,
        String test,
        String reachable,
        String ties,
        List<Setting> winner,
        String saved,
        String ranks,
        String launch,
        String again) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final int NAMED = 8;

    record State(String name, int count) {}

    record Setting(String name, String value) {}

    static PageHeader of(ReportedSweep sweep, ZoneId zone) {
        List<Trial> results = sweep.results();
        Optional<PageSource.Sweep> search =
                sweep.origin() instanceof PageSource.Sweep origin ? Optional.of(origin) : Optional.empty();
        Ties ties = sweep.ties();
        Optional<Point> best = ties.points().stream().findFirst();
        Metric test = new Metric("test", sweep.objective().name());
        return new PageHeader(
                sweep.name(),
                BestEpochs.word(sweep.goal()),
                sweep.objective().toString(),
                search.map(known -> "%s search, seed %d".formatted(known.method(), known.seed()))
                        .orElse(""),
                search.map(known -> time(known.created(), zone)).orElse(""),
                search.map(known -> time(known.lastActivity(), zone)).orElse(""),
                results.size(),
                states(results),
                best.flatMap(point -> point.mean(sweep.objective()))
                        .map(PageHeader::metric)
                        .orElse(""),
                best.map(point -> spread(point, ties)).orElse(""),
                best.map(Point::numbers).orElse(""),
                test.equals(sweep.objective())
                        ? ""
                        : best.flatMap(point -> point.mean(test))
                                .map(PageHeader::metric)
                                .orElse(""),
                Optional.ofNullable(sweep.reachable().get(sweep.objective()))
                        .map(PageHeader::metric)
                        .orElse(""),
                inWords(ties),
                best.map(PageHeader::settings).orElse(List.of()),
                new BestEpochs(sweep.objective(), sweep.summaries()).saved(),
                ranks(sweep),
                CalledAs.in(
                        "./sweep show %1$s --spec --as %1$s-again > %1$s-again.yaml && ./sweep launch %1$s-again.yaml"
                                .formatted(sweep.name())),
                best.map(point -> CalledAs.in("./sweep show %s %d"
                                .formatted(sweep.name(), point.first().number())))
                        .orElse(""));
    }

    private static List<State> states(List<Trial> results) {
        Map<TrialState, Long> counts =
                results.stream().collect(Collectors.groupingBy(Trial::state, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> new State(
                        BestEpochs.word(entry.getKey()), entry.getValue().intValue()))
                .toList();
    }

    private static String spread(Point point, Ties ties) {
        return ties.interval()
                .map(interval -> "95%% interval %s to %s".formatted(metric(interval.low()), metric(interval.high())))
                .or(() -> point.deviation(ties.objective()).map(deviation -> "mean of %d seeds, standard deviation %s"
                        .formatted(point.trials().size(), metric(deviation))))
                .orElse("");
    }

    private static String inWords(Ties ties) {
        if (ties.test().isEmpty()) {
            return "";
        }
        List<Point> rivals = ties.rivals();
        List<Point> untested = ties.untested();
        String alike = rivals.isEmpty()
                ? untested.isEmpty() ? "By %s, all other trials are worse.".formatted(ties.test()) : ""
                : "By %s, not significantly different: %s.".formatted(ties.test(), Point.named(rivals, NAMED));
        return untested.isEmpty()
                ? alike
                : "%s%sNot tested against it (fewer than two seeds in common): %s."
                        .formatted(alike, alike.isEmpty() ? "" : " ", Point.named(untested, NAMED));
    }

    private static String ranks(ReportedSweep sweep) {
        EpochRanks ranks = sweep.epochRanks();
        List<RankCorrelation> correlations = ranks.correlations();
        return correlations.isEmpty()
                ? ""
                : "Rank correlation with the final %s: %s. %s"
                        .formatted(
                                sweep.objective(),
                                correlations.stream()
                                        .map(each -> "%s after epoch %d (%d trials)"
                                                .formatted(
                                                        NumberText.rounded(each.correlation(), 2),
                                                        each.epoch(),
                                                        each.trials()))
                                        .collect(Collectors.joining(", ")),
                                String.join(" ", ranks.remarks()));
    }

    private static List<Setting> settings(Point point) {
        List<Setting> settings = new ArrayList<>();
        point.first().assignment().values().forEach((name, value) -> {
            if (!name.equals("seed")) {
                settings.add(new Setting(name, ParameterValues.label(value)));
            }
        });
        return settings;
    }

    private static String metric(double value) {
        return NumberText.rounded(value, 4);
    }

    private static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone));
    }
}
