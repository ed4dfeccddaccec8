package ctrsweep.cli.text;

import ctrsweep.config.ConfigTree;
import ctrsweep.files.OutputsUri;
import ctrsweep.metric.Metric;
import ctrsweep.report.Cell;
import ctrsweep.report.Escaped;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.report.TableFormat;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.ProgramConfig;
import ctrsweep.settings.SettingReaders;
import ctrsweep.settings.TrialConfig;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Owner;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The output of `show SWEEP TRIAL`.
///
/// @param config of the trial, complete; empty if this version cannot read it
public record TrialPage(
        SweepSummary sweep, TrialDetails details, Optional<TrialConfig> config, ConsoleEnvironment console) {

    public String text() {
        return "%s, trial %d: %s\n"
                        .formatted(Escaped.of(sweep.name()), details.trial().number(), state())
                + new TrialFacts(sweep, details.trial()).text()
                + section("metrics at the best epoch", metrics())
                + section("run", run())
                + section("files", files())
                + section("provenance", provenance())
                + settings()
                + epochs();
    }

    private String state() {
        Trial result = details.trial();
        String rank = result.rank().map(place -> ", rank " + place).orElse("");
        String generation = result.generation() == sweep.generation()
                ? ""
                : ", of generation %d: on other data than the present trials, so without a rank"
                        .formatted(result.generation());
        return Phrases.of(result.state()) + rank + generation;
    }

    private FactList metrics() {
        FactList lines = new FactList();
        details.trial().metrics().forEach((metric, value) -> lines.add(metric.toString(), Phrases.metric(value)));
        return lines;
    }

    private FactList run() {
        FactList lines = new FactList().add("attempt", details.attempt());
        details.owner().ifPresent(owner -> lines.add("owner", inWords(owner)));
        lines.add("started", DisplayTime.of(details.started(), console.zone()));
        details.ended().ifPresent(ended -> lines.add("ended", DisplayTime.of(ended, console.zone())));
        return lines.add("seed", details.trial().seed())
                .add("config hash", details.trial().configHash());
    }

    private static String inWords(String owner) {
        String ended = Owner.self().knowsDead(owner) ? ", which has ended: launch again to go on" : "";
        return Owner.inWords(owner) + ended;
    }

    private FactList files() {
        FactList lines = new FactList();
        String elsewhere = Optional.ofNullable(details.provenance().get("host"))
                .filter(host -> !host.equals(Owner.self().host()))
                .map(host -> " on host " + host)
                .orElse("");
        details.artifacts()
                .forEach(file -> lines.add(
                        file.kind(),
                        "%s%s (%d bytes, sha256 %s)"
                                .formatted(
                                        file.path(),
                                        OutputsUri.isOne(file.path()) ? "" : elsewhere,
                                        file.bytes(),
                                        file.sha256())));
        return lines;
    }

    private FactList provenance() {
        FactList lines = new FactList();
        details.provenance().forEach(lines::add);
        return lines;
    }

    /// The settings of an experiment that have an effect. A program's parameters are among the facts already.
    private String settings() {
        return config.map(known -> switch (known) {
                    case Experiment experiment -> settings(experiment);
                    case ProgramConfig _ -> "";
                })
                .orElse("");
    }

    private static String settings(Experiment experiment) {
        Map<String, Value> effective = SettingReaders.effective(experiment);
        FactList lines = new FactList();
        effective.forEach(lines::add);
        return section("settings", lines)
                + "  and %d that have no effect on this trial; --config prints all\n"
                        .formatted(ConfigTree.settings(experiment).size() - effective.size());
    }

    private static String section(String title, FactList lines) {
        String text = lines.indented(2);
        return text.isEmpty() ? "" : "\n" + title + "\n" + text;
    }

    private String epochs() {
        if (details.epochs().isEmpty()) {
            return "";
        }
        List<Metric> metrics = details.epochs().stream()
                .flatMap(epoch -> epoch.metrics().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        // The most important columns are on the left, since columns that do not fit are left out from the right.
        List<Metric> first = metrics.stream()
                .filter(this::tellsMost)
                .sorted(Comparator.comparing(metric -> !metric.equals(sweep.objective())))
                .toList();
        List<Metric> others =
                metrics.stream().filter(metric -> !tellsMost(metric)).toList();
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("epoch", Precision.EXACT));
        first.forEach(metric -> columns.add(column(metric)));
        columns.add(new Column("lr", Precision.EXACT));
        columns.add(new Column("seconds", Precision.ONE_DECIMAL));
        columns.add(new Column("examples/s", Precision.ONE_DECIMAL));
        others.forEach(metric -> columns.add(column(metric)));
        Table table = new Table(
                columns,
                details.epochs().stream()
                        .map(epoch -> row(epoch, first, others))
                        .toList());
        String curves = new TrialCurves(sweep, details).text(console.width(), console.pen());
        return (curves.isEmpty() ? "" : "\n" + curves) + "\n" + TableFormat.TABLE.write(table, console.width());
    }

    private boolean tellsMost(Metric metric) {
        return metric.equals(sweep.objective()) || metric.split().equals("train");
    }

    private static Column column(Metric metric) {
        return new Column(metric.toString(), Precision.FOUR_DECIMALS);
    }

    private static List<Cell> row(EpochReport epoch, List<Metric> first, List<Metric> others) {
        return Stream.of(
                        Stream.of(Cell.of(epoch.epoch())),
                        measured(epoch, first),
                        Stream.of(
                                Cell.of(epoch.lr()),
                                Cell.of(epoch.seconds()),
                                Cell.of(epoch.examplesPerSecond().map(Cell::of))),
                        measured(epoch, others))
                .flatMap(cells -> cells)
                .toList();
    }

    private static Stream<Cell> measured(EpochReport epoch, List<Metric> metrics) {
        return metrics.stream()
                .map(metric ->
                        Cell.of(Optional.ofNullable(epoch.metrics().get(metric)).map(Cell::of)));
    }
}
