package ctrsweep.config;

import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Normal;
import ctrsweep.space.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads what one parameter may be: `values`, or `min` and `max` with `scale` and `step`, or one of W&B's
/// distributions.
final class DomainReader {
    private static final List<String> DISTRIBUTIONS = List.of(
            "constant",
            "categorical",
            "uniform",
            "int_uniform",
            "log_uniform_values",
            "q_uniform",
            "normal",
            "log_normal");

    private final Section section;
    private final SettingType type;

    /// A domain and the values that stand for all of it: a setting that accepts these accepts every one.
    record Probed(Domain domain, List<Probe> probes) {
        Probed {
            probes = List.copyOf(probes);
        }
    }

    record Probe(Place place, Value value) {}

    DomainReader(Section section, SettingType type) {
        this.section = section;
        this.type = type;
    }

    /// The only value of a parameter that does not vary.
    static Optional<Tree.Entry> constant(Tree.Entry parameter) {
        return switch (parameter.tree()) {
            case Tree.Mapping mapping -> Optional.ofNullable(mapping.entries().get("value"));
            case Tree.Leaf leaf -> Optional.of(parameter);
            case Tree.Listing listing -> Optional.of(parameter);
            case Tree.Absent absent -> Optional.of(parameter);
        };
    }

    /// @return empty after problems, and for a constant
    Optional<Probed> read() {
        Optional<String> distribution = section.text("distribution");
        if (distribution.isPresent()) {
            return distribution(distribution.get());
        }
        section.only(List.of("values", "value", "min", "max", "scale", "step", "distribution", "when"));
        if (has("distribution")) {
            return Optional.empty();
        }
        if (has("value")) {
            others("value", List.of("values", "min", "max", "scale", "step"));
            return Optional.empty();
        }
        if (has("values")) {
            others("values", List.of("min", "max", "scale", "step"));
            return values();
        }
        if (!has("min") && !has("max")) {
            problem("needs values, or min and max");
            return Optional.empty();
        }
        return interval(kind(), scale(), "step");
    }

    private Optional<Probed> distribution(String name) {
        return switch (name) {
            case "constant" -> {
                allow("value");
                need("value");
                yield Optional.empty();
            }
            case "categorical" -> {
                allow("values");
                yield values();
            }
            case "uniform" -> {
                allow("min", "max");
                yield uniform();
            }
            case "int_uniform" -> {
                allow("min", "max");
                yield intUniform();
            }
            case "log_uniform_values" -> {
                allow("min", "max");
                yield interval(kind(), Interval.Scale.LOG, "step");
            }
            case "q_uniform" -> {
                allow("min", "max", "q");
                yield need("q") ? interval(kind(), Interval.Scale.LINEAR, "q") : Optional.empty();
            }
            case "normal", "log_normal" -> {
                allow("mu", "sigma");
                yield normal(name.equals("normal") ? Interval.Scale.LINEAR : Interval.Scale.LOG);
            }
            case "log_uniform" -> {
                section.valid(
                        "distribution",
                        false,
                        "has exponents as its bounds; use log_uniform_values, whose min and max are the values"
                                + " themselves" + powers());
                yield Optional.empty();
            }
            default -> {
                section.valid(
                        "distribution",
                        false,
                        "no such distribution here: " + name + "; there are " + String.join(", ", DISTRIBUTIONS));
                yield Optional.empty();
            }
        };
    }

    /// What the bounds of W&B's `log_uniform` mean, where they are there.
    private String powers() {
        Optional<Double> low = section.value("min", SettingType.Plain.REAL).map(DomainReader::exp);
        Optional<Double> high = section.value("max", SettingType.Plain.REAL).map(DomainReader::exp);
        return low.isPresent() && high.isPresent()
                ? String.format(Locale.ROOT, ": min: %.3g, max: %.3g", low.get(), high.get())
                : "";
    }

    private static double exp(Value exponent) {
        return StrictMath.exp(exponent.number().orElseThrow());
    }

    private Optional<Probed> normal(Interval.Scale scale) {
        if (!isReal()) {
            section.valid("distribution", false, "draws real numbers, which this setting does not take");
            return Optional.empty();
        }
        boolean mean = need("mu");
        boolean spread = need("sigma");
        Optional<Value> mu = section.value("mu", SettingType.Plain.REAL);
        Optional<Value> sigma = section.value("sigma", SettingType.Plain.REAL);
        if (!mean || !spread || mu.isEmpty() || sigma.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Probed(
                    new Normal(
                            mu.get().number().orElseThrow(),
                            sigma.get().number().orElseThrow(),
                            scale),
                    List.of()));
        } catch (IllegalArgumentException e) {
            problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Probed> uniform() {
        boolean real = isReal();
        return section.valid(
                        "distribution",
                        real,
                        "draws real numbers, which this setting does not take" + (isWhole() ? "; use int_uniform" : ""))
                ? interval(Interval.Kind.REAL, Interval.Scale.LINEAR, "step")
                : Optional.empty();
    }

    /// Of a real setting, it takes the whole numbers.
    private Optional<Probed> intUniform() {
        if (!isReal()) {
            return interval(kind(), Interval.Scale.LINEAR, "step");
        }
        Interval.Kind kind = type instanceof SettingType.Anything ? Interval.Kind.WHOLE : Interval.Kind.REAL;
        Optional<BigDecimal> min = wholeBound("min");
        Optional<BigDecimal> max = wholeBound("max");
        return min.isPresent() && max.isPresent()
                ? probed(() ->
                        new Interval(min.get(), max.get(), Interval.Scale.LINEAR, Optional.of(BigDecimal.ONE), kind))
                : Optional.empty();
    }

    private Optional<BigDecimal> wholeBound(String key) {
        return need(key) ? section.value(key, SettingType.Plain.LONG).map(DomainReader::decimal) : Optional.empty();
    }

    private Optional<Probed> values() {
        if (!need("values")) {
            return Optional.empty();
        }
        Tree tree = section.entry("values").orElseThrow().tree();
        if (!(tree instanceof Tree.Listing(Place place, List<Tree> items))) {
            section.valid("values", false, "must be a list of values to try");
            return Optional.empty();
        }
        List<Probe> probes = new ArrayList<>();
        for (Tree item : items) {
            try {
                probes.add(new Probe(item.place(), type.coerce("values", Tree.value("values", item))));
            } catch (InvalidSetting e) {
                section.problems().add(item.place(), section.label(), String.valueOf(e.getMessage()));
            }
        }
        return probes.size() < items.size() ? Optional.empty() : choices(place, probes);
    }

    private Optional<Probed> choices(Place place, List<Probe> probes) {
        try {
            Domain choices = new Choices(probes.stream().map(Probe::value).toList());
            return Optional.of(new Probed(choices, probes));
        } catch (IllegalArgumentException e) {
            section.problems().add(place, section.label(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Probed> interval(Interval.Kind kind, Interval.Scale scale, String stepKey) {
        if (!isReal() && !isWhole()) {
            problem("is not a number setting: list its values, as {values: [..]}");
            return Optional.empty();
        }
        boolean lower = need("min");
        boolean upper = need("max");
        Optional<BigDecimal> min = bound("min");
        Optional<BigDecimal> max = bound("max");
        Optional<BigDecimal> step = bound(stepKey);
        boolean broken = min.isEmpty() || max.isEmpty() || (step.isEmpty() && has(stepKey));
        return lower && upper && !broken
                ? probed(() -> new Interval(min.orElseThrow(), max.orElseThrow(), scale, step, kind))
                : Optional.empty();
    }

    private Optional<BigDecimal> bound(String key) {
        return section.value(key, isReal() ? SettingType.Plain.REAL : type).map(DomainReader::decimal);
    }

    private Optional<Probed> probed(Supplier<Interval> make) {
        try {
            Interval interval = make.get();
            Value last = interval.size().isPresent()
                    ? interval.at(interval.size().getAsLong() - 1)
                    : new Value.Real(interval.max().doubleValue());
            Value first = interval.size().isPresent()
                    ? interval.at(0)
                    : new Value.Real(interval.min().doubleValue());
            return Optional.of(
                    new Probed(interval, List.of(new Probe(place("min"), first), new Probe(place("max"), last))));
        } catch (IllegalArgumentException e) {
            problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Interval.Scale scale() {
        String name = section.text("scale").orElse("linear");
        section.valid(
                "scale",
                name.equals("linear") || name.equals("log"),
                "no such scale" + Nearest.hint(name, List.of("linear", "log")));
        return name.equals("log") ? Interval.Scale.LOG : Interval.Scale.LINEAR;
    }

    private Interval.Kind kind() {
        return isWhole() || isWrittenWhole() ? Interval.Kind.WHOLE : Interval.Kind.REAL;
    }

    private boolean isWhole() {
        return type.takesWholeNumbers();
    }

    /// Of a parameter that takes anything, whole bounds mean whole numbers.
    private boolean isWrittenWhole() {
        return type instanceof SettingType.Anything
                && List.of("min", "max", "step", "q").stream()
                        .flatMap(key -> section.entry(key).stream())
                        .allMatch(entry -> entry.tree() instanceof Tree.Leaf(Place _, Value.Int _));
    }

    private boolean isReal() {
        return type.takesReals();
    }

    private void problem(String message) {
        section.problems().add(section.place(), section.label(), message);
    }

    private Place place(String key) {
        return section.entry(key).map(entry -> entry.tree().place()).orElse(section.place());
    }

    private boolean has(String key) {
        return section.entry(key).isPresent();
    }

    private boolean need(String key) {
        boolean present = has(key);
        if (!present) {
            problem("needs " + key);
        }
        return present;
    }

    private void allow(String... keys) {
        List<String> allowed = new ArrayList<>(List.of(keys));
        allowed.addAll(List.of("distribution", "when"));
        section.only(allowed);
    }

    private void others(String key, List<String> excluded) {
        excluded.stream()
                .filter(this::has)
                .forEach(other -> section.problem(
                        other, section.entry(other).orElseThrow().key(), "does not go with " + key));
    }

    private static BigDecimal decimal(Value number) {
        return switch (number) {
            case Value.Int whole -> BigDecimal.valueOf(whole.value());
            case Value.Real real -> BigDecimal.valueOf(real.value());
            case Value.Bool other -> throw new IllegalStateException("not a number: " + other);
            case Value.Text other -> throw new IllegalStateException("not a number: " + other);
            case Value.Items other -> throw new IllegalStateException("not a number: " + other);
            case Value.Fields other -> throw new IllegalStateException("not a number: " + other);
        };
    }
}
