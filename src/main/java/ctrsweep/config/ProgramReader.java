package ctrsweep.config;

import ctrsweep.settings.SettingType;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `runner`: the program that is run for each trial.
final class ProgramReader implements WorkloadReader {
    private static final List<String> KEYS = List.of("command", "metrics");
    private static final List<String> AFFECTING_RESULTS = List.of("metrics");

    private final Section spec;
    private final GivenSettings given;
    private List<String> command = List.of();
    private Optional<MetricSources> metrics = Optional.empty();
    private final Map<String, Value> written = new LinkedHashMap<>();
    private List<Tree> arguments = List.of();

    ProgramReader(Section spec) {
        this.spec = spec;
        given = new GivenSettings(spec.problems(), SettingCatalog.PROGRAM);
    }

    @Override
    public GivenSettings given() {
        return given;
    }

    @Override
    public void readFixed(List<String> overrides) {
        for (String key : List.of("base", "overrides", "early_stop")) {
            spec.entry(key).ifPresent(entry -> spec.problem(key, entry.key(), "does not go with runner"));
        }
        spec.entry("outputs")
                .ifPresent(entry -> spec.problem(
                        "outputs", entry.key(), "does not go with runner: a program's files are its own, and stay"));
        spec.entry("fuse")
                .ifPresent(entry ->
                        spec.problem("fuse", entry.key(), "does not go with runner: programs are run each by itself"));
        spec.section("runner").ifPresent(this::runner);
        given.putCommandLine(overrides);
    }

    private void runner(Section runner) {
        runner.only(KEYS);
        metrics = runner.section("metrics").map(MetricSourcesReader::read);
        AFFECTING_RESULTS.forEach(
                key -> runner.entry(key).ifPresent(entry -> written.put(key, Tree.orNull(entry.tree()))));
        Optional<Value> list = runner.value("command", new SettingType.Anything())
                .filter(value -> runner.valid(
                        "command",
                        value instanceof Value.Items(List<Value> items)
                                && items.stream().noneMatch(item -> item instanceof Value.Items),
                        "must be a list, the program and its arguments, as [python3, train.py, --lr, \"{lr}\"]"));
        runner.need("command", "needs command, as [python3, train.py, --lr, \"{lr}\"]");
        list.ifPresent(value -> {
            List<String> words =
                    ((Value.Items) value).values().stream().map(Value::toString).toList();
            if (runner.valid("command", !words.isEmpty(), "must name a program")) {
                this.command = words;
                arguments =
                        ((Tree.Listing) runner.entry("command").orElseThrow().tree()).items();
            }
        });
    }

    /// A section of `runner` that exists.
    private Section section(String key) {
        return spec.section("runner").flatMap(runner -> runner.section(key)).orElseThrow();
    }

    /// The parameters that its arguments name must exist.
    private void checkCommand(ParametersReader parameters) {
        Set<String> names = new LinkedHashSet<>(parameters.names());
        names.addAll(given.values().keySet());
        CommandTemplate.mistakes(command, names).forEach(mistake -> spec.problems()
                .add(arguments.get(mistake.argument()).place(), "runner.command", mistake.message()));
        metrics.flatMap(MetricSources::file).ifPresent(file -> CommandTemplate.mistakesOfText(file, names)
                .forEach(message -> section("metrics").valid("file", false, message)));
    }

    @Override
    public MetricNames metrics() {
        return new MetricNames.OfProgram();
    }

    @Override
    public Objective objective(ObjectiveReader objective) {
        Objective read = objective.ofProgram(new MetricNames.OfProgram());
        metrics.ifPresent(sources -> MetricSourcesReader.check(sources, section("metrics"), read.metric()));
        return read;
    }

    @Override
    public Workload workload(ParametersReader parameters) {
        if (!command.isEmpty()) {
            checkCommand(parameters);
        }
        return new Workload.Running(new Program(command, metrics, written), given.values());
    }
}
