package ctrsweep.config;

import ctrsweep.metric.Metric;
import ctrsweep.metric.ValidationMetrics;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The metrics that a spec may name.
sealed interface MetricNames {

    /// The metric of this name, which is recorded after each epoch; a problem where there is none.
    Optional<Metric> recorded(Section section, String key, String name);

    /// Refuses metrics of the test split, which never guides a choice.
    private static boolean isOfTest(Section section, String key, String name) {
        return name.startsWith("test.")
                && !section.valid(
                        key,
                        false,
                        "the test split never guides a choice; use val." + name.substring("test.".length()));
    }

    /// The metrics that the shared trainer measures.
    record OfTrainer(GivenSettings given) implements MetricNames {

        /// The names that an objective may have.
        List<String> ofValidation() {
            return ValidationMetrics.names(rankingKs()).stream()
                    .map(name -> "val." + name)
                    .toList();
        }

        @Override
        public Optional<Metric> recorded(Section section, String key, String name) {
            List<String> valid = new ArrayList<>(ofValidation());
            valid.add("train.loss");
            return !isOfTest(section, key, name)
                            && section.valid(key, valid.contains(name), "no such metric: " + name + hint(name, valid))
                    ? Optional.of(Metric.of(name))
                    : Optional.empty();
        }

        static String hint(String name, List<String> valid) {
            return valid.contains("val." + name) ? "; did you mean val." + name + "?" : NearestName.hint(name, valid);
        }

        private List<Integer> rankingKs() {
            return given.value("training.ranking_ks")
                    .map(value -> ((Value.Items) value)
                            .values().stream()
                                    .map(k -> Math.toIntExact(((Value.Int) k).value()))
                                    .toList())
                    .orElse(Experiment.DEFAULTS.training().rankingKs());
        }
    }

    /// The metrics that a program prints: any. A name without a dot is a metric of the validation split.
    record OfProgram() implements MetricNames {
        @Override
        public Optional<Metric> recorded(Section section, String key, String name) {
            boolean valid = !isOfTest(section, key, name)
                    && section.valid(
                            key,
                            Metric.isName(name),
                            "is no name of a metric: it has at most 200 characters, and none that a terminal obeys");
            return valid ? Optional.of(Metric.printed(name)) : Optional.empty();
        }
    }
}
