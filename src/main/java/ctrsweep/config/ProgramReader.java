package ctrsweep.config;

import ctrsweep.settings.SettingType;
import ctrsweep.space.Value;
import ctrsweep.text.Durations;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `runner`: the program that is run for each trial.
final class ProgramReader implements WorkloadReader {
    private static final List<String> KEYS =
            List.of("command", "shell", "cwd", "env", "timeout", "stop_grace", "metrics");
    private static final List<String> AFFECTING_RESULTS = List.of("shell", "cwd", "env", "timeout", "metrics");

    private final Section spec;
    private final Path file;
    private final GivenSettings given;
    private List<String> command = List.of();
    private boolean shell;
    private Optional<Path> folder = Optional.empty();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Optional<Duration> timeout = Optional.empty();
    private Duration stopGrace = Program.STOP_GRACE;
    private Optional<MetricSources> metrics = Optional.empty();
    private final Map<String, Value> written = new LinkedHashMap<>();
    private List<Tree> arguments = List.of();

    /// @param file the spec, in whose folder the program runs
    ProgramReader(Section spec, Path file) {
        this.spec = spec;
        this.file = file;
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
        spec.section("outputs")
                .flatMap(outputs -> outputs.entry("keep"))
                .ifPresent(entry -> spec.problem(
                        "outputs.keep",
                        entry.key(),
                        "does not go with runner: a program's files are its own, and stay"));
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
        shell = runner.value("shell", SettingType.Plain.TRUTH)
                .filter(new Value.Bool(true)::equals)
                .isPresent();
        folder = folder(runner);
        runner.section("env").ifPresent(this::environment);
        timeout = time(runner, "timeout");
        stopGrace = time(runner, "stop_grace").orElse(Program.STOP_GRACE);
        runner.need("command", "needs command, as [python3, train.py, --lr, \"{lr}\"]");
        runner.value("command", new SettingType.Anything())
                .ifPresent(_ ->
                        command(runner, runner.entry("command").orElseThrow().tree()));
    }

    private void command(Section runner, Tree tree) {
        boolean list = tree instanceof Tree.Listing(Place _, List<Tree> items)
                && items.stream().noneMatch(Tree.Listing.class::isInstance);
        boolean text = shell && tree instanceof Tree.Leaf;
        if (!runner.valid(
                "command",
                list || text,
                shell
                        ? "must be a text for the shell, as python3 train.py --lr {lr}, or a list of such texts"
                        : "must be a list, the program and its arguments, as [python3, train.py, --lr, \"{lr}\"]")) {
            return;
        }
        arguments = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Tree item : tree instanceof Tree.Listing(Place _, List<Tree> items) ? items : List.of(tree)) {
            for (String word : WandbCommand.argumentsIn(Tree.orNull(item).toString(), this::parameters)) {
                words.add(word);
                arguments.add(item);
            }
        }
        if (runner.valid("command", !words.isEmpty(), "must name a program")) {
            command = words;
        }
    }

    private List<String> parameters() {
        return spec.entry("parameters").map(Tree.Entry::tree).stream()
                .filter(Tree.Mapping.class::isInstance)
                .flatMap(all -> ParametersReader.namesOfProgram((Tree.Mapping) all).stream())
                .toList();
    }

    /// The folder of the spec, or another one relative to it.
    private Optional<Path> folder(Section runner) {
        Path here = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        Optional<String> name = runner.text("cwd");
        if (name.isEmpty()) {
            return Optional.of(here);
        }
        try {
            return Optional.of(here.resolve(name.get()).normalize());
        } catch (InvalidPathException e) {
            runner.valid("cwd", false, "is not a path: " + e.getReason());
            return Optional.empty();
        }
    }

    private void environment(Section variables) {
        variables.mapping().entries().keySet().stream()
                .filter(name -> variables.valid(
                        name,
                        name.matches("[A-Za-z_][A-Za-z0-9_]*") && !name.startsWith("CTRSWEEP_"),
                        "is not a name of a variable, or is one that the trial sets itself"))
                .forEach(name -> variables
                        .value(name, new SettingType.Anything())
                        .filter(value -> variables.valid(
                                name,
                                !(value instanceof Value.Items || value instanceof Value.Fields),
                                "must be a text or a number"))
                        .ifPresent(value -> environment.put(name, value.toString())));
    }

    private static Optional<Duration> time(Section runner, String key) {
        return runner.text(key).flatMap(text -> {
            Optional<Duration> span = Durations.read(text);
            runner.valid(key, span.isPresent(), "must be a time, as 8h, 40m, 90s or 1h30m, not " + text);
            return span;
        });
    }

    /// A section of `runner` that exists.
    private Section section(String key) {
        return spec.section("runner").flatMap(runner -> runner.section(key)).orElseThrow();
    }

    /// The program as far as it has been read; without a command after problems.
    Program program() {
        return new Program(command, shell, folder, environment, timeout, stopGrace, metrics, written);
    }

    /// The parameters that arguments, variables and the name of the file ask for must exist.
    private void checkNames(ParametersReader parameters) {
        Set<String> names = new LinkedHashSet<>(parameters.names());
        names.addAll(given.values().keySet());
        if (!command.isEmpty()) {
            CommandTemplate.mistakes(command, names).forEach(mistake -> spec.problems()
                    .add(arguments.get(mistake.argument()).place(), "runner.command", mistake.message()));
        }
        environment.forEach((name, value) -> CommandTemplate.mistakesOfText(value, names)
                .forEach(message -> section("env").valid(name, false, message)));
        metrics.flatMap(MetricSources::file).ifPresent(file -> checkPlace("file", file, names));
        metrics.flatMap(MetricSources::tensorboard).ifPresent(folder -> checkPlace("tensorboard", folder, names));
    }

    private void checkPlace(String key, String written, Set<String> names) {
        CommandTemplate.mistakesOfText(written, names)
                .forEach(message -> section("metrics").valid(key, false, message));
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
    public Objective otherObjective(ObjectiveReader objective) {
        return objective.otherOfProgram(new MetricNames.OfProgram());
    }

    @Override
    public Workload workload(ParametersReader parameters) {
        checkNames(parameters);
        return new Workload.Running(program(), given.values());
    }
}
