package ctrsweep.peers;

import ctrsweep.search.Formulas;
import ctrsweep.space.Choices;
import ctrsweep.space.Condition;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Parameter;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A function that samplers minimise.
///
/// @param loss infinite where a trial fails
/// @param least the lowest loss
/// @param noise standard deviation of what is added to a loss
record SearchProblem(
        String name, Space space, int trials, ToDoubleFunction<Map<String, Value>> loss, double least, double noise) {
    private static final int TRIALS_ON_A_TABLE = 50;

    static List<SearchProblem> all() {
        Space cube = Formulas.spaceOfHartmann6();
        Space square = Formulas.spaceOfBranin();
        Space ordered = new Space(square.parameters(), List.of(Condition.parse("x0 < x1")), Map.of());
        ToDoubleFunction<double[]> failing = x -> x[0] > 0.7 ? Double.POSITIVE_INFINITY : Formulas.hartmann6(x);
        return List.of(
                formula("Branin", square, 30, Formulas::branin, Formulas.LEAST_OF_BRANIN, 0),
                formula("Branin, constrained", ordered, 30, Formulas::branin, Formulas.LEAST_OF_BRANIN, 0),
                formula("Hartmann6", cube, 50, Formulas::hartmann6, Formulas.LEAST_OF_HARTMANN6, 0),
                formula("Hartmann6, noisy", cube, 50, Formulas::hartmann6, Formulas.LEAST_OF_HARTMANN6, 0.2),
                formula("Hartmann6, 30% fail", cube, 50, failing, Formulas.LEAST_OF_HARTMANN6, 0),
                formula("Ackley, 10 parameters", ackleys(), 100, SearchProblem::ackley, 0, 0),
                new SearchProblem("mixed", mixed(), 50, SearchProblem::mixed, 0, 0),
                new SearchProblem("conditional", conditional(), 50, SearchProblem::conditional, 0, 0));
    }

    private static SearchProblem formula(
            String name, Space space, int trials, ToDoubleFunction<double[]> formula, double least, double noise) {
        return new SearchProblem(
                name,
                space,
                trials,
                point -> formula.applyAsDouble(point.values().stream()
                        .mapToDouble(value -> value.number().orElseThrow())
                        .toArray()),
                least,
                noise);
    }

    private static Space ackleys() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        IntStream.range(0, 10).forEach(i -> domains.put("x" + i, interval("-15", "30", Interval.Scale.LINEAR)));
        return new Space(domains);
    }

    private static double ackley(double[] x) {
        double square = DoubleStream.of(x).map(each -> each * each).average().orElseThrow();
        double wave = DoubleStream.of(x)
                .map(each -> Math.cos(2 * Math.PI * each))
                .average()
                .orElseThrow();
        return 20 + Math.E - 20 * Math.exp(-0.2 * Math.sqrt(square)) - Math.exp(wave);
    }

    private static Space mixed() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("lr", interval("1e-5", "1", Interval.Scale.LOG));
        domains.put("decay", interval("1e-8", "1e-1", Interval.Scale.LOG));
        domains.put("drop", interval("0", "0.8", Interval.Scale.LINEAR));
        domains.put(
                "layers",
                new Interval(
                        BigDecimal.ONE,
                        BigDecimal.valueOf(8),
                        Interval.Scale.LINEAR,
                        Optional.empty(),
                        Interval.Kind.WHOLE));
        domains.put("width", choices("16 32 64 128 256 512"));
        domains.put("activation", choices("relu gelu tanh elu"));
        return new Space(domains);
    }

    private static double mixed(Map<String, Value> point) {
        double lr = Math.log10(number(point, "lr")) + 2.5;
        double decay = Math.log10(number(point, "decay")) + 5;
        double width = Math.log(number(point, "width") / 128) / Math.log(2);
        double drop = number(point, "drop") - 0.2;
        double layers = number(point, "layers") - 4;
        int activation = List.of("gelu", "relu", "elu", "tanh").indexOf(text(point, "activation"));
        return 0.3 * lr * lr
                + 0.05 * decay * decay
                + 0.1 * width * width
                + 2 * drop * drop
                + 0.05 * layers * layers
                + 0.1 * activation;
    }

    private static Space conditional() {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        parameters.put("model", Parameter.always(choices("tree net")));
        parameters.put("lr", Parameter.always(interval("1e-4", "1", Interval.Scale.LOG)));
        parameters.put("depth", when(choices("2 3 4 6 8 10 12"), "model = tree"));
        parameters.put("leaf", when(interval("1", "100", Interval.Scale.LOG), "model = tree"));
        parameters.put("width", when(choices("16 32 64 128 256"), "model = net"));
        parameters.put("drop", when(interval("0", "0.7", Interval.Scale.LINEAR), "model = net"));
        return new Space(parameters, List.of(), Map.of());
    }

    private static double conditional(Map<String, Value> point) {
        double lr = Math.log10(number(point, "lr"));
        if (text(point, "model").equals("tree")) {
            return 0.1
                    + 0.2 * Math.pow(lr + 1, 2)
                    + 0.02 * Math.pow(number(point, "depth") - 6, 2)
                    + 0.1 * Math.pow(Math.log10(number(point, "leaf")) - 1, 2);
        }
        return 0.4 * Math.pow(lr + 2.5, 2)
                + 0.1 * Math.pow(Math.log(number(point, "width") / 128), 2)
                + Math.pow(number(point, "drop") - 0.2, 2);
    }

    /// The rows of a CSV file: parameters, and the loss in the last column. Other points fail.
    static SearchProblem table(Path file) throws IOException {
        List<List<String>> rows = Files.readAllLines(file).stream()
                .map(line -> List.of(line.split(",", -1)))
                .toList();
        List<String> header = rows.getFirst();
        List<String> keys = header.subList(0, header.size() - 1);
        List<List<String>> data = rows.subList(1, rows.size());
        Map<String, Domain> domains = new LinkedHashMap<>();
        for (int column = 0; column < keys.size(); column++) {
            int place = column;
            domains.put(keys.get(column), choices(data.stream().map(row -> row.get(place))));
        }
        Map<List<Value>, Double> losses = new LinkedHashMap<>();
        for (List<String> row : data) {
            losses.put(
                    row.subList(0, keys.size()).stream()
                            .map(SearchProblem::value)
                            .toList(),
                    Double.parseDouble(row.getLast()));
        }
        double least = losses.values().stream().min(Double::compare).orElseThrow();
        return new SearchProblem(
                String.valueOf(file.getFileName()),
                new Space(domains),
                Math.min(TRIALS_ON_A_TABLE, losses.size() / 2),
                point -> losses.getOrDefault(List.copyOf(point.values()), Double.POSITIVE_INFINITY),
                least,
                0);
    }

    private static Choices choices(String words) {
        return choices(Arrays.stream(words.split(" ")));
    }

    private static Choices choices(Stream<String> words) {
        return new Choices(words.map(SearchProblem::value).distinct().toList());
    }

    private static Value value(String word) {
        try {
            return new Value.Real(Double.parseDouble(word));
        } catch (NumberFormatException text) {
            return new Value.Text(word);
        }
    }

    private static Interval interval(String min, String max, Interval.Scale scale) {
        return new Interval(new BigDecimal(min), new BigDecimal(max), scale, Optional.empty(), Interval.Kind.REAL);
    }

    private static Parameter when(Domain domain, String condition) {
        return new Parameter(domain, Optional.of(Condition.parse(condition)));
    }

    private static double number(Map<String, Value> point, String key) {
        return Objects.requireNonNull(point.get(key)).number().orElseThrow();
    }

    private static String text(Map<String, Value> point, String key) {
        return Objects.requireNonNull(point.get(key)).toString();
    }
}
