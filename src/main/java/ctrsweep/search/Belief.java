package ctrsweep.search;

import ctrsweep.space.Value;

/// What a person expects of a parameter before any trial: where its good values are, and how sure that is.
public record Belief(Value around, Sure sure) {

    /// The confidence, which is that of PriorBand (Mallik et al. 2023) for numbers.
    public enum Sure {
        LOW(0.5, 2),
        MEDIUM(0.25, 4),
        HIGH(0.125, 8);

        private final double deviation;
        private final double odds;

        Sure(double deviation, double odds) {
            this.deviation = deviation;
            this.odds = odds;
        }

        /// The standard deviation of a number, as a share of its range on its scale.
        public double deviation() {
            return deviation;
        }

        /// How many times as likely as another category this one is.
        public double odds() {
            return odds;
        }
    }
}
