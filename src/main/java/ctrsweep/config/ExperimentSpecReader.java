package ctrsweep.config;

import ctrsweep.settings.Experiment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `base`, `overrides` and `early_stop`: the experiment that the trials are variants of.
final class ExperimentSpecReader implements WorkloadReader {
    private final Section spec;
    private final Path file;
    private final GivenSettings given;
    private Place whole;

    ExperimentSpecReader(Section spec, Path file, SourceFile source) {
        this.spec = spec;
        this.file = file;
        given = new GivenSettings(spec.problems());
        whole = new Place.AtomicFile(source.name());
    }

    @Override
    public GivenSettings given() {
        return given;
    }

    @Override
    public void readFixed(List<String> overrides) {
        base();
        spec.section("overrides").ifPresent(section -> given.putDotted("overrides", section.mapping()));
        earlyStop();
        given.putCommandLine(overrides);
        overrides.stream()
                .filter(override -> override.strip().startsWith(GivenSettings.OUTPUT_DIR + "="))
                .forEach(override -> spec.problems()
                        .add(
                                new Place.CommandLine("-O", override),
                                "",
                                "each trial has a folder of its own; --outputs names the folder of all"));
    }

    @Override
    public MetricNames metrics() {
        return new MetricNames.OfTrainer(given);
    }

    @Override
    public Objective objective(ObjectiveReader objective) {
        return objective.ofTrainer(given, new MetricNames.OfTrainer(given));
    }

    @Override
    public Objective otherObjective(ObjectiveReader objective) {
        return objective.otherOfTrainer(new MetricNames.OfTrainer(given));
    }

    @Override
    public Workload workload(ParametersReader parameters) {
        Experiment base = given.bind(whole);
        parameters.tryOut(base);
        return new Workload.Training(base);
    }

    /// Reads the base config, a file's or one that stands in the spec, into the given settings.
    private void base() {
        if (spec.entry("base").map(Tree.Entry::tree).orElse(null) instanceof Tree.Mapping here) {
            given.putConfig(here);
            return;
        }
        Optional<String> named = spec.need("base") ? spec.text("base") : Optional.empty();
        if (named.isEmpty()) {
            return;
        }
        Path path;
        try {
            path = BaseFile.find(file, named.get());
        } catch (IllegalArgumentException e) {
            spec.valid("base", false, String.valueOf(e.getMessage()));
            return;
        }
        whole = new Place.AtomicFile(SourceFile.shown(path).toString());
        try {
            given.putConfig(SourceFile.read(path).mapping(spec.problems()));
        } catch (ConfigException e) {
            spec.problems().addAll(whole, e);
        }
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
}
