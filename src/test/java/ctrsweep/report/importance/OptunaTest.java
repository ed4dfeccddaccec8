package ctrsweep.report.importance;

import static ctrsweep.report.importance.Spaces.choices;
import static ctrsweep.report.importance.Spaces.log;
import static ctrsweep.report.importance.Spaces.real;
import static ctrsweep.report.importance.Spaces.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.space.Domain;
import ctrsweep.space.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Against `get_param_importances(study, evaluator=PedAnovaImportanceEvaluator())` of Optuna 5.0.0, which takes the
/// best tenth of all trials, on the 200 made-up points of `importance/points.csv`: the objective, to be maximized,
/// is about -(log10 lr + 2.3)^2 - |layers - 5| / 5 - |heads - 6| / 50, and `heads` is active if `model` is `a`.
///
/// The differences: Optuna smooths the best points and all points by different widths, and gives the prior, a very
/// wide normal distribution, weight 1 in both densities, so equal distributions have a divergence above 0. It
/// smooths choices more strongly.
class OptunaTest {
    private static final Map<String, Domain> DOMAINS = domains();
    private static final List<ScoredPoint> POINTS = points();

    private static Map<String, Domain> domains() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("lr", log("1e-4", "1e-1"));
        domains.put("dropout", real("0", "0.5"));
        domains.put("layers", whole("1", "8"));
        domains.put("model", choices("a", "b", "c"));
        domains.put("heads", whole("1", "16"));
        return domains;
    }

    private static List<ScoredPoint> points() {
        var stream = Objects.requireNonNull(OptunaTest.class.getResourceAsStream("/importance/points.csv"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(OptunaTest::point).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScoredPoint point(String line) {
        List<String> texts = List.of(line.split(",", -1));
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("lr", new Value.Real(Double.parseDouble(texts.get(1))));
        values.put("dropout", new Value.Real(Double.parseDouble(texts.get(2))));
        values.put("layers", new Value.Int(Long.parseLong(texts.get(3))));
        values.put("model", new Value.Text(texts.get(4)));
        if (!texts.get(5).isEmpty()) {
            values.put("heads", new Value.Int(Long.parseLong(texts.get(5))));
        }
        return new ScoredPoint(values, -Double.parseDouble(texts.get(0)));
    }

    @Test
    void theSharesAreCloseToOptunas() {
        Importances.Ranked ranked = (Importances.Ranked) new PedAnova(DOMAINS, 1).of(POINTS);
        Map<String, Double> shares = new LinkedHashMap<>();
        ranked.parameters().forEach(each -> shares.put(each.parameter(), each.share()));

        assertThat(ranked.best()).isEqualTo(20);
        assertThat(shares.keySet()).startsWith("layers", "lr", "heads").hasSize(5);
        assertThat(shares.get("layers")).isCloseTo(0.5245, within(0.05));
        assertThat(shares.get("lr")).isCloseTo(0.4022, within(0.05));
        assertThat(shares.get("heads")).isCloseTo(0.0663, within(0.05));
        assertThat(shares.get("dropout")).isCloseTo(0.0055, within(0.02));
        assertThat(shares.get("model")).isCloseTo(0.0015, within(0.02));
    }

    /// `build_parzen_estimator_on_grid(key, domain, trials, 50, 1.0)`: every sixth cell of the 50 of `lr`, each of
    /// the eight of `layers`, for the 20 best points and the widths that Optuna chose.
    @Test
    void theDensityIsOptunasForItsWidth() {
        assertClose(new NormalKernel(50, 2.604572273196668).density(best("lr"), 1), 6, new double[] {
            0.000879963348,
            0.000927644577,
            0.00221503629,
            0.0190059871,
            0.0506025334,
            0.065180264,
            0.026477049,
            0.00272396965,
            0.000889738888
        });
        assertClose(new NormalKernel(8, 0.38213787715367664).density(best("layers"), 1), 1, new double[] {
            0.00563242259, 0.00590649324, 0.0151882722, 0.128666092, 0.436943652, 0.359778492, 0.0422356533, 0.005648923
        });
    }

    private static void assertClose(double[] density, int every, double[] optunas) {
        for (int i = 0; i < optunas.length; i++) {
            assertThat(density[i * every]).as("cell %d", i * every).isCloseTo(optunas[i], within(5e-4));
        }
    }

    @Test
    void theWidthIsOptunas() {
        assertThat(NormalKernel.deviation(best("lr"))).isCloseTo(2.6046, within(0.26));
        assertThat(NormalKernel.deviation(best("dropout"))).isCloseTo(7.9463, within(0.79));
        assertThat(NormalKernel.deviation(best("layers"))).isCloseTo(0.3821, within(0.04));
    }

    private static int[] best(String parameter) {
        Grid grid = Grid.of(
                java.util.Optional.ofNullable(DOMAINS.get(parameter)),
                POINTS.stream()
                        .map(point -> Objects.requireNonNull(point.values().get(parameter)))
                        .toList());
        int[] counts = new int[grid.size()];
        List<ScoredPoint> ranked = new ArrayList<>(POINTS);
        ranked.sort(Comparator.comparingDouble(ScoredPoint::loss));
        IntStream.range(0, 20)
                .forEach(i -> counts[
                        grid.cell(Objects.requireNonNull(ranked.get(i).values().get(parameter)))]++);
        return counts;
    }
}
