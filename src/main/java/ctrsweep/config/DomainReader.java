package ctrsweep.config;

import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.SettingType;
import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Normal;
import ctrsweep.space.Quantized;
import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Reads what one parameter may be: `values`, or `min` and `max` with `scale` and `step`, or one of W&B's
/// distributions.
final class DomainReader {
    private static final List<String> PLAIN =
            List.of("values", "probabilities", "value", "min", "max", "scale", "step", "distribution", "when");

    /// All keys of a parameter. Others are names of further parameters below it.
    static final List<String> KEYS = Stream.of(
                    PLAIN.stream(),
                    Stream.of("derived"),
                    Stream.of(Distribution.values()).flatMap(distribution -> distribution.keys().stream()))
            .flatMap(keys -> keys)
            .distinct()
            .toList();

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
        section.only(PLAIN);
        if (has("distribution")) {
            return Optional.empty();
        }
        if (has("value")) {
            others("value", List.of("values", "probabilities", "min", "max", "scale", "step"));
            return Optional.empty();
        }
        if (has("values")) {
            others("values", List.of("min", "max", "scale", "step"));
            return values();
        }
        if (!has("min") && !has("max")) {
            section.problem(has("probabilities") ? "needs values" : "needs values, or min and max");
            return Optional.empty();
        }
        others("min", List.of("probabilities"));
        return interval(kind(), scale());
    }

    private Optional<Probed> distribution(String name) {
        Optional<Distribution> known = Distribution.named(name);
        section.valid("distribution", known.isPresent(), known.isPresent() ? "" : unknown(name));
        return known.flatMap(this::distribution);
    }

    private Optional<Probed> distribution(Distribution distribution) {
        List<String> keys = distribution.keys();
        keys.addAll(List.of("distribution", "when"));
        section.only(keys);
        Interval.Scale scale = distribution.isLogarithmic() ? Interval.Scale.LOG : Interval.Scale.LINEAR;
        return switch (distribution) {
            case CONSTANT -> {
                need("value");
                yield Optional.empty();
            }
            case CATEGORICAL -> values();
            case CATEGORICAL_W_PROBABILITIES -> need("probabilities") ? values() : Optional.empty();
            case UNIFORM -> drawsReals("int_uniform") ? interval(Interval.Kind.REAL, scale) : Optional.empty();
            case INT_UNIFORM -> intUniform();
            case LOG_UNIFORM_VALUES, INV_LOG_UNIFORM_VALUES ->
                interval(isWhole() ? Interval.Kind.WHOLE : Interval.Kind.REAL, scale);
            case NORMAL, LOG_NORMAL ->
                drawsReals("q_" + distribution.word())
                        ? normal(scale).map(normal -> new Probed(normal, List.of()))
                        : Optional.empty();
            case Q_UNIFORM, Q_LOG_UNIFORM_VALUES -> quantized(() -> realInterval(scale));
            case Q_NORMAL, Q_LOG_NORMAL -> quantized(() -> normal(scale));
        };
    }

    private String unknown(String name) {
        return switch (name) {
            case "log_uniform", "q_log_uniform", "inv_log_uniform" ->
                "has exponents as its bounds; use %s_values, whose min and max are the values themselves%s"
                        .formatted(name, powers(name.startsWith("inv_") ? -1 : 1));
            case "beta", "q_beta" ->
                "there is no " + name + " here; use uniform from 0 to 1, or values with probabilities";
            default -> "no such distribution here: " + name + "; there are " + String.join(", ", Distribution.words());
        };
    }

    /// Requires that the setting takes real numbers; adds a problem if it does not.
    ///
    /// @param ofWholeNumbers a distribution to use instead
    private boolean drawsReals(String ofWholeNumbers) {
        return section.valid(
                "distribution",
                isReal(),
                "draws real numbers, which this setting does not take" + (isWhole() ? "; use " + ofWholeNumbers : ""));
    }

    /// The values whose logarithms W&B's `log_uniform` has as bounds; with the sign -1, those of `inv_log_uniform`.
    /// Empty where a bound is missing.
    private String powers(int sign) {
        Optional<Double> low =
                section.value(sign < 0 ? "max" : "min", SettingType.Plain.REAL).map(bound -> exp(sign, bound));
        Optional<Double> high =
                section.value(sign < 0 ? "min" : "max", SettingType.Plain.REAL).map(bound -> exp(sign, bound));
        return low.isPresent() && high.isPresent()
                ? String.format(Locale.ROOT, ": min: %.3g, max: %.3g", low.get(), high.get())
                : "";
    }

    private static double exp(int sign, Value exponent) {
        return StrictMath.exp(sign * exponent.number().orElseThrow());
    }

    /// The mean is 0 and the deviation 1 where they are left out, as W&B has it.
    private Optional<Domain> normal(Interval.Scale scale) {
        Optional<Double> mu = real("mu", 0);
        Optional<Double> sigma = real("sigma", 1);
        return mu.isPresent() && sigma.isPresent()
                ? section.made(() -> new Normal(mu.get(), sigma.get(), scale))
                : Optional.empty();
    }

    private Optional<Domain> realInterval(Interval.Scale scale) {
        boolean lower = need("min");
        boolean upper = need("max");
        Optional<Double> min = real("min", 0);
        Optional<Double> max = real("max", 0);
        return lower && upper && min.isPresent() && max.isPresent()
                ? section.made(() -> new Interval(
                        BigDecimal.valueOf(min.get()),
                        BigDecimal.valueOf(max.get()),
                        scale,
                        Optional.empty(),
                        Interval.Kind.REAL))
                : Optional.empty();
    }

    /// Empty after problems.
    private Optional<Double> real(String key, double standard) {
        return has(key)
                ? section.value(key, SettingType.Plain.REAL)
                        .map(value -> value.number().orElseThrow())
                : Optional.of(standard);
    }

    /// Multiples of a whole `q` are whole numbers, where the setting takes those; `q` is 1 where it is left out.
    private Optional<Probed> quantized(Supplier<Optional<Domain>> latent) {
        if (!isReal() && !isWhole()) {
            section.problem("is not a number setting: list its values, as {values: [..]}");
            return Optional.empty();
        }
        Optional<Value> q = has("q")
                ? section.value("q", type instanceof SettingType.Anything || !isReal() ? type : SettingType.Plain.REAL)
                        .filter(value -> section.valid(
                                "q",
                                value instanceof Value.Int || value instanceof Value.Real,
                                "must be a number, not " + value))
                : Optional.of(new Value.Int(1));
        Optional<Domain> unrounded = latent.get();
        if (q.isEmpty() || unrounded.isEmpty()) {
            return Optional.empty();
        }
        boolean whole = isWhole() || (type instanceof SettingType.Anything && q.get() instanceof Value.Int);
        return section.made(() -> new Quantized(
                        unrounded.get(), decimal(q.get()), whole ? Interval.Kind.WHOLE : Interval.Kind.REAL))
                .map(this::probedEnds);
    }

    private Probed probedEnds(Quantized domain) {
        return new Probed(
                domain,
                domain.multiples()
                        .map(multiples -> List.of(
                                new Probe(place("min"), multiples.at(0)),
                                new Probe(
                                        place("max"),
                                        multiples.at(multiples.size().orElseThrow() - 1))))
                        .orElse(List.of()));
    }

    /// For a real setting it draws whole numbers only.
    private Optional<Probed> intUniform() {
        if (!isReal()) {
            return interval(kind(), Interval.Scale.LINEAR);
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
                probes.add(new Probe(item.place(), type.coerce("values", value(item))));
            } catch (InvalidSetting e) {
                section.problems().add(item.place(), section.label(), String.valueOf(e.getMessage()));
            }
        }
        return probes.size() < items.size() ? Optional.empty() : choices(place, probes);
    }

    /// Null is a value for a program, and none for a setting.
    private Value value(Tree item) {
        if (type instanceof SettingType.Anything) {
            return Tree.orNull(item);
        }
        if (item instanceof Tree.Absent) {
            throw new InvalidSetting("values", "null is no value of a setting; leave it out of the list");
        }
        return Tree.value("values", item);
    }

    /// Empty where there are none, and after problems.
    private List<Double> probabilities() {
        return section.value("probabilities", SettingType.Plain.REALS)
                .map(value -> value instanceof Value.Items(List<Value> items)
                        ? items.stream()
                                .map(item -> item.number().orElseThrow())
                                .toList()
                        : List.of(value.number().orElseThrow()))
                .orElse(List.of());
    }

    private Optional<Probed> choices(Place place, List<Probe> probes) {
        List<Double> probabilities = probabilities();
        if (has("probabilities") && probabilities.isEmpty()) {
            return Optional.empty();
        }
        try {
            Domain choices = new Choices(probes.stream().map(Probe::value).toList(), probabilities);
            return Optional.of(new Probed(choices, probes));
        } catch (IllegalArgumentException e) {
            section.problems().add(place, section.label(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Probed> interval(Interval.Kind kind, Interval.Scale scale) {
        if (!isReal() && !isWhole()) {
            section.problem("is not a number setting: list its values, as {values: [..]}");
            return Optional.empty();
        }
        boolean lower = need("min");
        boolean upper = need("max");
        Optional<BigDecimal> min = bound("min");
        Optional<BigDecimal> max = bound("max");
        Optional<BigDecimal> step = bound("step");
        boolean broken = min.isEmpty() || max.isEmpty() || (step.isEmpty() && has("step"));
        return lower && upper && !broken
                ? probed(() -> new Interval(min.orElseThrow(), max.orElseThrow(), scale, step, kind))
                : Optional.empty();
    }

    private Optional<BigDecimal> bound(String key) {
        return section.value(key, bounds()).map(DomainReader::decimal);
    }

    private SettingType bounds() {
        if (type instanceof SettingType.Anything && isWrittenWhole()) {
            return SettingType.Plain.LONG;
        }
        return isReal() ? SettingType.Plain.REAL : type;
    }

    private Optional<Probed> probed(Supplier<Interval> make) {
        return section.made(make).map(interval -> {
            Value first = interval.size().isPresent()
                    ? interval.at(0)
                    : new Value.Real(interval.min().doubleValue());
            Value last = interval.size().isPresent()
                    ? interval.at(interval.size().getAsLong() - 1)
                    : new Value.Real(interval.max().doubleValue());
            return new Probed(interval, List.of(new Probe(place("min"), first), new Probe(place("max"), last)));
        });
    }

    private Interval.Scale scale() {
        String name = section.text("scale").orElse("linear");
        section.valid(
                "scale",
                name.equals("linear") || name.equals("log"),
                "no such scale" + NearestName.hint(name, List.of("linear", "log")));
        return name.equals("log") ? Interval.Scale.LOG : Interval.Scale.LINEAR;
    }

    private Interval.Kind kind() {
        return isWhole() || isWrittenWhole() ? Interval.Kind.WHOLE : Interval.Kind.REAL;
    }

    private boolean isWhole() {
        return type.takesWholeNumbers();
    }

    /// For a parameter that takes anything, whole bounds mean whole numbers.
    private boolean isWrittenWhole() {
        return type instanceof SettingType.Anything
                && List.of("min", "max", "step").stream()
                        .flatMap(key -> section.entry(key).stream())
                        .allMatch(entry -> entry.tree() instanceof Tree.Leaf(Place _, Value.Int _));
    }

    private boolean isReal() {
        return type.takesReals();
    }

    private Place place(String key) {
        return section.entry(key).map(entry -> entry.tree().place()).orElse(section.place());
    }

    private boolean has(String key) {
        return section.entry(key).isPresent();
    }

    private boolean need(String key) {
        return section.need(key, "needs " + key);
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
            case Value.Null other -> throw new IllegalStateException("not a number: " + other);
        };
    }
}
