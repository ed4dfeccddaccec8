package ctrsweep.config;

import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Reads `sweeps/*.yaml`, with the base config that it names.
public final class SpecReader {
    private static final List<String> KEYS = List.of(
            "version",
            "name",
            "description",
            "base",
            "overrides",
            "objective",
            "method",
            "seed",
            "parameters",
            "early_stop",
            "budget",
            "workers");
    private static final List<String> LATER = List.of("constraints", "repeats", "pruner", "enqueue", "on_failure");
    private static final long DEFAULT_SEED = 42;

    private final Path file;
    private final SourceFile source;
    private final Section spec;
    private final Problems problems;
    private final GivenSettings given;

    private SpecReader(Path file, SourceFile source, Problems problems) {
        this.file = file;
        this.source = source;
        this.problems = problems;
        this.spec = new Section("", source.mapping(problems), problems);
        this.given = new GivenSettings(problems);
    }

    /// @param overrides `key=value` from the command line, over the spec's own
    /// @throws ConfigException with everything that is wrong with the spec, its base and the overrides
    public static SweepSpec read(Path spec, List<String> overrides) {
        return read(spec, overrides, experiment -> {});
    }

    /// @param check what else may refuse an experiment, with an [InvalidSetting] that has the whole key: asked
    ///     for the base, and for each value that is varied
    /// @throws ConfigException with everything that is wrong with the spec, its base and the overrides
    public static SweepSpec read(Path spec, List<String> overrides, Consumer<Experiment> check) {
        return new SpecReader(spec, SourceFile.read(spec), new Problems()).read(overrides, check);
    }

    private SweepSpec read(List<String> overrides, Consumer<Experiment> check) {
        spec.only(KEYS, LATER);
        version();
        String name = name();
        Place whole = base();
        spec.section("overrides").ifPresent(section -> given.putDotted("overrides", section.mapping()));
        earlyStop();
        given.putCommandLine(overrides);
        ParametersReader parameters = new ParametersReader(sectionOrEmpty("parameters", true), given);
        parameters.read();
        Objective objective = new ObjectiveReader(sectionOrEmpty("objective", false), given).read();
        Experiment base = given.bind(whole, check);
        Space space = parameters.space(base, problems.isEmpty() ? check : unchecked -> {});
        Method method = method();
        Budget budget = budget();
        checkMethod(method, space, budget);
        long seed = spec.value("seed", SettingType.Plain.LONG)
                .map(value -> ((Value.Int) value).value())
                .orElse(DEFAULT_SEED);
        Optional<String> description = spec.text("description");
        OptionalInt workers = workers();
        problems.throwIfAny();
        return new SweepSpec(name, description, source.text(), base, objective, method, seed, space, budget, workers);
    }

    private Section sectionOrEmpty(String key, boolean required) {
        if (required) {
            need(key);
        }
        return spec.section(key)
                .orElseGet(() -> new Section(
                        key, new Tree.Mapping(spec.place(), Map.of()), required ? new Problems() : problems));
    }

    private boolean need(String key) {
        boolean present = spec.entry(key).isPresent();
        if (!present) {
            problems.add(spec.place(), "", "needs the key " + key);
        }
        return present;
    }

    private void version() {
        if (need("version")) {
            spec.value("version", SettingType.Plain.LONG)
                    .ifPresent(version ->
                            spec.valid("version", version.equals(new Value.Int(1)), "must be 1, not " + version));
        }
    }

    private String name() {
        need("name");
        Optional<String> name = spec.text("name");
        name.ifPresent(text -> spec.valid("name", SweepName.isOne(text), SweepName.RULE));
        return name.orElse("");
    }

    /// Reads the base config into the given settings.
    private Place base() {
        Place.WholeFile none = new Place.WholeFile(source.name());
        Optional<String> named = need("base") ? spec.text("base") : Optional.empty();
        if (named.isEmpty()) {
            return none;
        }
        Path path;
        try {
            path = BaseFile.find(file, named.get());
        } catch (IllegalArgumentException e) {
            spec.valid("base", false, String.valueOf(e.getMessage()));
            return none;
        }
        Place.WholeFile whole = new Place.WholeFile(SourceFile.shown(path).toString());
        try {
            given.putNested(SourceFile.read(path).mapping(problems));
        } catch (ConfigException e) {
            problems.addAll(whole, e);
        }
        return whole;
    }

    private void earlyStop() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("patience", "training.early_stopping_patience");
        settings.put("min_delta", "training.early_stopping_min_delta");
        spec.section("early_stop").ifPresent(section -> {
            section.only(List.copyOf(settings.keySet()));
            settings.forEach((key, name) -> section.entry(key).ifPresent(entry -> {
                given.overriddenBy(name)
                        .ifPresent(other -> section.problem(key, entry.key(), "is also set by " + other));
                given.put(section.path(key), name, entry);
            }));
        });
    }

    private Method method() {
        if (!need("method")) {
            return Method.GRID;
        }
        boolean plain = !(spec.entry("method").orElseThrow().tree() instanceof Tree.Mapping);
        Section section = plain ? spec : spec.section("method").orElseThrow();
        String key = plain ? "method" : "name";
        if (!plain) {
            section.only(List.of("name"));
        }
        return section.text(key).map(name -> method(section, key, name)).orElse(Method.GRID);
    }

    private Method method(Section section, String key, String name) {
        return switch (name) {
            case "grid" -> Method.GRID;
            case "random" -> Method.RANDOM;
            case "sobol", "tpe" -> {
                section.valid(key, false, "this version does not know " + name + " yet; there are grid, random");
                yield Method.GRID;
            }
            default -> {
                section.valid(key, false, "no such method: " + name + Nearest.hint(name, List.of("grid", "random")));
                yield Method.GRID;
            }
        };
    }

    private Budget budget() {
        Section section = sectionOrEmpty("budget", false);
        section.only(List.of("trials", "wall", "failures"), List.of("trial_wall"));
        OptionalLong trials = section.atLeastOne("trials");
        Optional<Duration> wall = section.text("wall").flatMap(text -> {
            Optional<Duration> span = Durations.read(text);
            section.valid("wall", span.isPresent(), "must be a time, as 8h, 40m, 90s or 1h30m, not " + text);
            return span;
        });
        return new Budget(trials, wall, section.atLeastOne("failures"));
    }

    private OptionalInt workers() {
        Optional<Tree> written = spec.entry("workers").map(Tree.Entry::tree);
        if (written.isEmpty()
                || (written.get() instanceof Tree.Leaf leaf && leaf.value().equals(new Value.Text("auto")))) {
            return OptionalInt.empty();
        }
        OptionalLong number = spec.atLeastOne("workers");
        return number.isPresent()
                ? OptionalInt.of(Math.toIntExact(Math.min(number.getAsLong(), 1024)))
                : OptionalInt.empty();
    }

    private void checkMethod(Method method, Space space, Budget budget) {
        switch (method) {
            case GRID -> checkGrid(space);
            case RANDOM -> {
                if (spec.entry("budget").isEmpty() || budget.trials().isEmpty()) {
                    spec.valid("method", false, "random needs budget.trials, as budget: {trials: 60}");
                }
            }
        }
    }

    private void checkGrid(Space space) {
        space.domains().forEach((name, domain) -> {
            if (domain.size().isEmpty()) {
                spec.section("parameters")
                        .ifPresent(section ->
                                section.valid(name, false, "a grid needs values, or a step between min and max"));
            }
        });
        space.size()
                .filter(size -> size.bitLength() > 62)
                .ifPresent(size -> spec.valid(
                        "parameters", false, "a grid of " + size + " points is larger than can be numbered"));
    }
}
