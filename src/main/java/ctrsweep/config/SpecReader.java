package ctrsweep.config;

import ctrsweep.files.OutputsUri;
import ctrsweep.search.Belief;
import ctrsweep.settings.SettingType;
import ctrsweep.space.Assignment;
import ctrsweep.space.Choices;
import ctrsweep.space.Expression;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads `sweeps/*.yaml`, with the base config that it names. W&B's sweep files are read too, see [WandbSpec].
public final class SpecReader {
    private static final List<String> KEYS = List.of(
            "version",
            "name",
            "description",
            "base",
            "overrides",
            "runner",
            "objective",
            "objectives",
            "method",
            "seed",
            "parameters",
            "constraints",
            "repeats",
            "early_stop",
            "pruner",
            "budget",
            "on_failure",
            "outputs",
            "enqueue",
            "prior",
            "warm_start",
            "workers",
            "fuse");
    private static final long DEFAULT_SEED = 42;

    private final Path file;
    private final SourceFile source;
    private final boolean wandb;
    private final Section spec;
    private final List<String> notes;
    private final Problems problems;

    private SpecReader(Path file, SourceFile source, List<String> parameters, Problems problems) {
        this.file = file;
        this.source = source;
        this.problems = problems;
        Tree.Mapping written = TypedParameters.put(source.mapping(problems), parameters, problems);
        Optional<WandbSpec> other =
                Optional.of(new WandbSpec(written, file, problems)).filter(_ -> WandbSpec.isOne(written));
        wandb = other.isPresent();
        this.spec = new Section("", other.map(WandbSpec::translated).orElse(written), problems);
        notes = new ArrayList<>(other.map(WandbSpec::notes).orElse(List.of()));
    }

    /// @param overrides `key=value` from the command line, over the spec's own
    /// @throws ConfigException with everything that is wrong with the spec, its base and the overrides
    public static SweepSpec read(Path spec, List<String> overrides) {
        return read(spec, overrides, List.of());
    }

    /// @param parameters `key=domain` from the command line, over the spec's own
    /// @throws ConfigException with everything that is wrong with the spec, its base and the overrides
    public static SweepSpec read(Path spec, List<String> overrides, List<String> parameters) {
        return new SpecReader(spec, SourceFile.read(spec), parameters, new Problems()).read(overrides);
    }

    /// A spec whose `base` is the config itself.
    ///
    /// @throws ConfigException with everything that is wrong with it
    public static SweepSpec read(SourceFile source) {
        return new SpecReader(Path.of("spec.yaml"), source, List.of(), new Problems()).read(List.of());
    }

    private SweepSpec read(List<String> overrides) {
        spec.only(KEYS);
        version();
        String name = name();
        WorkloadReader subjects = spec.entry("runner").isPresent()
                ? new ProgramReader(spec, file)
                : new ExperimentSpecReader(spec, file, source);
        subjects.readFixed(overrides);
        ParametersReader parameters = new ParametersReader(sectionOrEmpty("parameters", true), subjects.given());
        parameters.read();
        List<Objective> objectives = objectives(subjects);
        Objective objective = objectives.getFirst();
        Workload workload = subjects.workload(parameters);
        SpaceReader spaces = new SpaceReader(spec, parameters, subjects.given().vocabulary(), workload.values());
        Space space = spaces.space();
        Map<String, Expression> derived = spaces.derived();
        if (workload instanceof Workload.Training && problems.isEmpty()) {
            tellIdle(new IdleSettings(space, derived.keySet(), workload.values()), subjects.given());
        }
        List<Assignment> enqueued = spaces.enqueued(space);
        Budget budget = BudgetReader.budget(sectionOrEmpty("budget", false));
        List<Long> seeds = RepeatsReader.seeds(sectionOrEmpty("repeats", false), parameters, subjects.given());
        Optional<Method> read = MethodReader.isAuto(spec)
                ? Optional.of(automatic(space, budget, Math.max(1, seeds.size()), objectives.size()))
                : MethodReader.read(spec);
        Map<String, Belief> prior = PriorReader.read(
                sectionOrEmpty("prior", false), space, subjects.given().vocabulary());
        spec.valid(
                "method",
                objectives.size() == 1
                        || !read.filter(Method.Tpe.class::isInstance).isPresent(),
                "tpe does not search for several objectives; gp does");
        Method method = read.map(chosen -> withPrior(chosen, prior)).orElseGet(Method.Grid::new);
        read.ifPresent(known -> checkMethod(known, space, budget));
        Optional<Pruning> pruning = PrunerReader.read(spec, objective, workload.epochs(), subjects.metrics());
        OnFailure onFailure = BudgetReader.onFailure(sectionOrEmpty("on_failure", false));
        spec.valid(
                "pruner",
                pruning.isEmpty() || objectives.size() == 1,
                "does not go with objectives: a trial that one objective would stop may be the best by another;"
                        + " leave it out, or name one objective");
        pruning.flatMap(PrunerReader::warning).ifPresent(notes::add);
        Section outputs = sectionOrEmpty("outputs", false);
        KeptWeights keep = BudgetReader.keep(outputs);
        Optional<OutputsUri> place = BudgetReader.place(outputs);
        List<String> warmStart = warmStart(method);
        spec.valid(
                "warm_start",
                warmStart.isEmpty() || objectives.size() == 1,
                "does not go with objectives: what is learnt from another sweep is one objective");
        long seed = spec.value("seed", SettingType.Plain.LONG)
                .map(value -> ((Value.Int) value).value())
                .orElse(DEFAULT_SEED);
        Optional<String> description = spec.text("description");
        Workers workers = WorkersReader.read(spec);
        Fuse fuse = fuse();
        problems.throwIfAny();
        return new SweepSpec(
                name,
                description,
                source.text(),
                workload,
                objectives,
                new Search(method, seed, workload.epochs(), space, derived, seeds, enqueued, warmStart, pruning),
                budget,
                onFailure,
                keep,
                place,
                workers,
                fuse,
                notes);
    }

    private List<Objective> objectives(WorkloadReader subjects) {
        if (spec.entry("objectives").isEmpty()) {
            return List.of(subjects.objective(new ObjectiveReader(sectionOrEmpty("objective", false))));
        }
        spec.entry("objective")
                .ifPresent(entry -> spec.problem(
                        "objective", entry.key(), "does not go with objectives, whose first entry takes its place"));
        return ObjectivesReader.read(spec, subjects);
    }

    private Method automatic(Space space, Budget budget, int repeats, int objectives) {
        AutomaticMethod automatic = AutomaticMethod.of(space, budget.trials(), repeats);
        if (objectives > 1 && automatic.method() instanceof Method.Tpe) {
            notes.add("method auto is gp: tpe does not search for several objectives");
            return new Method.Gp();
        }
        notes.add("method auto is " + automatic.method().name() + ": " + automatic.reason());
        return automatic.method();
    }

    private void tellIdle(IdleSettings idle, GivenSettings given) {
        idle.space().parameters().keySet().forEach(name -> idle.varied(name)
                .ifPresent(why -> problems.add(placeOfParameter(name), "parameters." + name, why)));
        given.overrides().forEach(name -> idle.overridden(name).ifPresent(why -> given.problem(name, why)));
    }

    /// Where a parameter is written with its dotted name, or the section where it is nested.
    private Place placeOfParameter(String name) {
        Section parameters = sectionOrEmpty("parameters", false);
        return parameters.entry(name).map(Tree.Entry::key).orElse(parameters.place());
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
        return spec.need(key);
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

    private Fuse fuse() {
        return spec.value("fuse", new SettingType.Anything())
                .map(Value::toString)
                .flatMap(text -> {
                    Optional<Fuse> fuse = Fuse.of(text);
                    spec.valid("fuse", fuse.isPresent(), Fuse.RULE + ", not " + text);
                    return fuse;
                })
                .orElse(Fuse.AUTO);
    }

    private List<String> warmStart(Method method) {
        if (spec.entry("warm_start").isEmpty()) {
            return List.of();
        }
        List<String> names = spec.value("warm_start", new SettingType.Anything()).stream()
                .flatMap(value ->
                        value instanceof Value.Items(List<Value> items) ? items.stream() : List.of(value).stream())
                .map(Value::toString)
                .toList();
        names.forEach(name -> spec.valid("warm_start", SweepName.isOne(name), "must be names of sweeps: " + name));
        spec.valid("warm_start", method.learns(), "only gp and tpe learn from other sweeps, not " + method.name());
        return names;
    }

    private Method withPrior(Method method, Map<String, Belief> prior) {
        if (spec.entry("prior").isEmpty()) {
            return method;
        }
        spec.valid("prior", method instanceof Method.Gp, "only gp takes a prior, not " + method.name());
        return method instanceof Method.Gp ? new Method.Gp(prior) : method;
    }

    private void checkMethod(Method method, Space space, Budget budget) {
        switch (method) {
            case Method.Grid _ -> checkGrid(space);
            case Method.Random _, Method.Sobol _, Method.Gp _, Method.Tpe _ -> {
                if (!wandb) {
                    checkEnd(method, budget);
                }
            }
        }
        if (!(method instanceof Method.Grid)) {
            checkSampler(method, space);
        }
    }

    /// A sampler may have bounds of its own.
    private void checkSampler(Method method, Space space) {
        try {
            method.sampler(space, DEFAULT_SEED, OptionalInt.empty());
        } catch (IllegalArgumentException e) {
            spec.valid("method", false, String.valueOf(e.getMessage()));
        }
    }

    private void checkEnd(Method method, Budget budget) {
        if (spec.entry("budget").isEmpty() || budget.trials().isEmpty()) {
            spec.valid("method", false, method.name() + " needs budget.trials, as budget: {trials: 60}");
        }
    }

    private void checkGrid(Space space) {
        space.domains().forEach((name, domain) -> {
            if (domain instanceof Choices choices && !choices.weights().isEmpty()) {
                spec.section("parameters")
                        .ifPresent(section -> section.valid(
                                name, false, "a grid tries each value once: probabilities go with other methods"));
            }
        });
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
