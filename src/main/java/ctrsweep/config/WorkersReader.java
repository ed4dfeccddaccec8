package ctrsweep.config;

import ctrsweep.settings.SettingType;
import ctrsweep.space.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// Reads `workers`: a number, `auto`, or the keys `count`, `gpus` and `gpus_per_trial`.
final class WorkersReader {
    static final List<String> KEYS = List.of("count", "gpus", "gpus_per_trial");
    static final String GPU = "^(GPU|MIG)-[A-Za-z0-9/-]+$";
    private static final Value AUTO = new Value.Text("auto");
    private static final int MOST = 1024;

    private final Section spec;

    private WorkersReader(Section spec) {
        this.spec = spec;
    }

    static Workers read(Section spec) {
        return new WorkersReader(spec).read();
    }

    private Workers read() {
        boolean keys = spec.entry("workers")
                .filter(entry -> entry.tree() instanceof Tree.Mapping)
                .isPresent();
        if (!keys) {
            return new Workers(count(spec, "workers"), Optional.empty());
        }
        Section workers = spec.section("workers").orElseThrow();
        workers.only(KEYS);
        if (KEYS.stream().noneMatch(key -> workers.entry(key).isPresent())) {
            workers.problem("needs count or gpus, as {count: 4}, {gpus: auto} or {gpus: [0, 1]}");
        }
        OptionalInt count = count(workers, "count");
        Optional<GpuShare> gpus = gpus(workers);
        if (count.isEmpty() && gpus.isPresent() && !gpus.get().named().isEmpty()) {
            int groups = gpus.get().groups(gpus.get().named()).size();
            return new Workers(OptionalInt.of(Math.max(1, groups)), gpus);
        }
        return new Workers(count, gpus);
    }

    private static OptionalInt count(Section section, String key) {
        Optional<Tree> written = section.entry(key).map(Tree.Entry::tree);
        if (written.isEmpty()
                || (written.get() instanceof Tree.Leaf leaf && leaf.value().equals(AUTO))) {
            return OptionalInt.empty();
        }
        OptionalLong number = section.atLeastOne(key);
        return number.isPresent()
                ? OptionalInt.of(Math.toIntExact(Math.min(number.getAsLong(), MOST)))
                : OptionalInt.empty();
    }

    private Optional<GpuShare> gpus(Section workers) {
        Optional<Tree.Entry> entry = workers.entry("gpus").or(() -> workers.entry("gpus_per_trial"));
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        if (spec.entry("runner").isEmpty()) {
            workers.problem(
                    "gpus",
                    entry.get().key(),
                    "goes with runner only: a model computes on the device that its config names");
        }
        spec.section("runner")
                .flatMap(runner -> runner.section("env"))
                .ifPresent(env -> env.valid(
                        "CUDA_VISIBLE_DEVICES",
                        env.entry("CUDA_VISIBLE_DEVICES").isEmpty(),
                        "does not go with workers.gpus, which gives each worker its own"));
        List<String> named = named(workers);
        OptionalLong written = workers.atLeastOne("gpus_per_trial");
        int perTrial = (int) Math.min(written.orElse(1), MOST);
        workers.valid(
                "gpus_per_trial",
                named.isEmpty() || perTrial <= named.size(),
                "must be at most %d, the number of gpus, not %d".formatted(named.size(), perTrial));
        return Optional.of(new GpuShare(named, perTrial));
    }

    private static List<String> named(Section workers) {
        Optional<Value> written =
                workers.value("gpus", new SettingType.Anything()).filter(value -> !value.equals(AUTO));
        if (written.isEmpty()) {
            return List.of();
        }
        List<Value> items = written.get() instanceof Value.Items(List<Value> all) ? all : List.of();
        boolean valid = workers.valid(
                "gpus",
                !items.isEmpty() && items.stream().allMatch(WorkersReader::isGpu),
                "must be auto, or a list of numbers or UUIDs as nvidia-smi -L shows them, as [0, 1], not "
                        + written.get());
        Set<Value> seen = new HashSet<>();
        items.stream()
                .filter(item -> !seen.add(item))
                .findFirst()
                .ifPresent(twice -> workers.valid("gpus", false, "names " + twice + " twice"));
        return valid ? items.stream().map(Value::toString).toList() : List.of();
    }

    private static boolean isGpu(Value value) {
        return value instanceof Value.Int(long number)
                ? number >= 0 && number < MOST
                : value instanceof Value.Text(String text) && text.matches(GPU);
    }
}
