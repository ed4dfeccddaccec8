package ctrsweep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.search.prune.BandPruner;
import ctrsweep.space.Domain;
import ctrsweep.space.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random sweep files of W&B against an independent reading of what W&B documents: the same quantiles, the same
/// bands, or a refusal.
class WandbFuzzTest {

    @TempDir
    private Path folder;

    static IntStream seeds() {
        return IntStream.range(0, 150);
    }

    /// @param law the number below which a share of the draws lies; empty where it is to be refused
    private record Parameter(String yaml, Optional<DoubleUnaryOperator> law, boolean whole) {}

    @ParameterizedTest
    @MethodSource("seeds")
    void readsTheLawThatIsWritten(int seed) throws IOException {
        Random random = new Random(seed);
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            parameters.add(parameter(random));
        }
        String text = """
                program: train.py
                method: %s
                metric: {name: val/loss}
                parameters:
                %s
                """.formatted(
                        random.nextBoolean() ? "random" : "bayes",
                        IntStream.range(0, parameters.size())
                                .mapToObj(i -> "  p-%d: %s".formatted(i, parameters.get(i).yaml))
                                .collect(Collectors.joining("\n")));
        Path file = Files.writeString(folder.resolve("there.yaml"), text);
        List<Integer> refused = IntStream.range(0, parameters.size())
                .filter(i -> parameters.get(i).law.isEmpty())
                .boxed()
                .toList();
        try {
            SweepSpec spec = SpecReader.read(file, List.of());
            assertThat(refused).as(text).isEmpty();
            for (int i = 0; i < parameters.size(); i++) {
                compare(text, parameters.get(i), spec.space().domains().get("p-" + i));
            }
        } catch (ConfigException e) {
            assertThat(refused).as(text + e.getMessage()).isNotEmpty();
            refused.forEach(i -> assertThat(e.getMessage()).contains("parameters.p-" + i + ".distribution"));
        }
    }

    private static void compare(String text, Parameter parameter, Domain domain) {
        for (double u = 0.013; u < 1; u += 0.0271) {
            double wanted = parameter.law.orElseThrow().applyAsDouble(u);
            Value value = domain.quantile(u);
            assertThat(value instanceof Value.Int).as(text).isEqualTo(parameter.whole);
            assertThat(value.number().orElseThrow())
                    .as("%s at %s", text, u)
                    .isCloseTo(wanted, within(1e-9 * Math.max(1e-3, Math.abs(wanted))));
        }
    }

    private static Parameter parameter(Random random) {
        int a = 1 + random.nextInt(20);
        int b = a + 1 + random.nextInt(200);
        String ends = "min: %d, max: %d".formatted(a, b);
        String reals = "min: %d.0, max: %d.5".formatted(a, b);
        int q = 1 + random.nextInt(5);
        boolean plain = random.nextBoolean();
        String step = plain ? "" : ", q: " + q;
        double multiple = plain ? 1 : q;
        double mu = random.nextInt(7) - 3;
        double sigma = 1 + random.nextInt(3);
        String spread = plain ? "" : String.format(Locale.ROOT, ", mu: %s, sigma: %s", mu, sigma);
        DoubleUnaryOperator normal = u -> plain ? normal(0, 1, u) : normal(mu, sigma, u);
        return switch (random.nextInt(14)) {
            case 0 -> law("{" + ends + "}", u -> Math.floor(a + u * (b - a + 1)), true);
            case 1 -> law("{" + reals + "}", u -> a + u * (b + 0.5 - a), false);
            case 2 -> law("{distribution: uniform, " + ends + "}", u -> a + u * (b - a), false);
            case 3 -> law("{distribution: int_uniform, " + ends + "}", u -> Math.floor(a + u * (b - a + 1)), true);
            case 4 -> law("{distribution: log_uniform_values, " + ends + "}", u -> log(a, b, u), false);
            case 5 -> law("{distribution: inv_log_uniform_values, " + ends + "}", u -> log(a, b, u), false);
            case 6 ->
                law(
                        "{distribution: q_uniform, " + reals + step + "}",
                        u -> Math.rint((a + u * (b + 0.5 - a)) / multiple) * multiple,
                        true);
            case 7 ->
                law(
                        "{distribution: q_log_uniform_values, " + ends + step + "}",
                        u -> Math.rint(log(a, b, u) / multiple) * multiple,
                        true);
            case 8 -> law("{distribution: normal" + spread + "}", normal, false);
            case 9 -> law("{distribution: log_normal" + spread + "}", u -> Math.exp(normal.applyAsDouble(u)), false);
            case 10 ->
                law(
                        "{distribution: q_normal" + spread + ", q: 0.5}",
                        u -> Math.rint(normal.applyAsDouble(u) / 0.5) * 0.5,
                        false);
            case 11 ->
                law(
                        "{distribution: categorical_w_probabilities, values: [5, 7, 6], probabilities: [0.5, 0.2, 0.3]}",
                        u -> u < 0.5 ? 5 : u < 0.7 ? 7 : 6,
                        true);
            case 12 -> new Parameter("{distribution: beta, a: 2, b: 3}", Optional.empty(), false);
            default ->
                new Parameter(
                        "{distribution: %slog_uniform, min: -3, max: 2}"
                                .formatted(List.of("", "q_", "inv_").get(q % 3)),
                        Optional.empty(),
                        false);
        };
    }

    private static Parameter law(String yaml, DoubleUnaryOperator law, boolean whole) {
        return new Parameter(yaml, Optional.of(law), whole);
    }

    private static double log(double a, double b, double u) {
        return Math.exp(Math.log(a) + u * (Math.log(b) - Math.log(a)));
    }

    private static double normal(double mu, double sigma, double u) {
        return new NormalDistribution(mu, sigma).inverseCumulativeProbability(u);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsTheBandsThatAreWritten(int seed) throws IOException {
        Random random = new Random(seed);
        int eta = 2 + random.nextInt(4);
        int most = eta + random.nextInt(500);
        int s = 1 + random.nextInt(6);
        boolean down = random.nextBoolean();
        String early = down ? "max_iter: %d, s: %d".formatted(most, s) : "min_iter: %d".formatted(most);
        Path file = Files.writeString(folder.resolve("there.yaml"), """
                program: train.py
                method: random
                metric: {name: loss, goal: maximize}
                parameters: {x: {min: 0.0, max: 1.0}}
                early_terminate: {type: hyperband, %s, eta: %d}
                """.formatted(early, eta));
        BandPruner pruner = (BandPruner) SpecReader.read(file, List.of())
                .search()
                .pruning()
                .orElseThrow()
                .pruner();
        int[] bands = IntStream.rangeClosed(1, down ? s : 3)
                .map(k -> (int) (down ? most / Math.pow(eta, k) : most * Math.pow(eta, k - 1)))
                .filter(band -> band >= 1)
                .sorted()
                .distinct()
                .toArray();
        assertThat(pruner.bands().subList(0, bands.length))
                .containsExactlyElementsOf(Arrays.stream(bands).boxed().toList());
        assertThat(!down || pruner.bands().size() == bands.length).isTrue();
    }
}
