package ctrsweep.cli.text;

import ctrsweep.report.EpochRanks;
import ctrsweep.report.Escaped;
import ctrsweep.report.Leaderboard;
import ctrsweep.report.NumberText;
import ctrsweep.report.RankCorrelation;
import ctrsweep.report.Table;
import ctrsweep.report.TableFormat;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Revision;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.text.CalledAs;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The output of `show SWEEP`.
/// @param revisions of the sweep's spec
public record SweepPage(
        SweepSummary sweep,
        List<Trial> trials,
        List<Revision> revisions,
        SweepCurves curves,
        EpochRanks ranks,
        ConsoleEnvironment console) {
    private static final int SHOWN = 10;

    public String text() {
        return facts() + board() + rankCorrelations() + new RevisionList(revisions, console).text();
    }

    private String facts() {
        FactList lines = new FactList()
                .add("sweep", sweep.name())
                .add("method", sweep.method() + ", seed " + sweep.seed())
                .add(sweep.hasSeveralObjectives() ? "objectives" : "objective", Phrases.objectives(sweep))
                .add("parameters", String.join(", ", sweep.parameters()))
                .add("trials", Phrases.trials(sweep));
        if (sweep.generation() > 1) {
            lines.add(
                    "generation",
                    CalledAs.in(
                            "%d; %,d earlier trials on other data stay, without a rank: ./sweep trials %s --where 'generation < %d'"
                                    .formatted(sweep.generation(), sweep.earlier(), sweep.name(), sweep.generation())));
        }
        Point.ranked(trials).stream()
                .findFirst()
                .flatMap(point -> point.mean(sweep.objective()))
                .ifPresent(best -> lines.add("best", Phrases.metric(best)));
        Optional.ofNullable(sweep.reachable().get(sweep.objective()))
                .ifPresent(best -> lines.add("best reachable", Phrases.metric(best)));
        return lines.add("revisions", sweep.revisions())
                .add("begun", DisplayTime.of(sweep.created(), console.zone()))
                .add("last activity", DisplayTime.of(sweep.lastActivity(), console.zone()))
                .indented(0);
    }

    private String board() {
        if (trials.isEmpty()) {
            return "";
        }
        Leaderboard leaderboard = Leaderboard.ofPoints(sweep, trials);
        Table table = leaderboard.table().select(leaderboard.mainColumns());
        int more = table.rows().size() - SHOWN;
        return "\n" + TableFormat.TABLE.write(curves.beside(table.first(SHOWN)), console.width())
                + (more > 0
                        ? CalledAs.in("(%d more: ./sweep leaderboard %s)\n".formatted(more, Escaped.of(sweep.name())))
                        : "");
    }

    private String rankCorrelations() {
        List<RankCorrelation> correlations = ranks.correlations();
        if (correlations.isEmpty()) {
            return "";
        }
        FactList lines = new FactList();
        correlations.forEach(each -> lines.add(
                "after epoch " + each.epoch(),
                "%s over %d trials".formatted(NumberText.rounded(each.correlation(), 2), each.trials())));
        return "\nrank correlation with the final %s\n"
                        .formatted(Escaped.of(sweep.objective().toString()))
                + lines.indented(2)
                + ranks.remarks().stream().map("  %s\n"::formatted).collect(Collectors.joining());
    }
}
