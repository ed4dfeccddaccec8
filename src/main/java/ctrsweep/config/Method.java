package ctrsweep.config;

import ctrsweep.search.Belief;
import ctrsweep.search.GridSampler;
import ctrsweep.search.RandomSampler;
import ctrsweep.search.Sampler;
import ctrsweep.search.SobolSampler;
import ctrsweep.search.gp.GpSampler;
import ctrsweep.search.tpe.TpeSampler;
import ctrsweep.search.tpe.TpeSettings;
import ctrsweep.space.Space;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// How the space is searched.
public sealed interface Method {

    /// @param epochs of a trial at most, where that is known
    Sampler sampler(Space space, long seed, OptionalInt epochs);

    /// The name that a spec uses.
    String name();

    /// Whether later points depend on what earlier ones came to.
    default boolean learns() {
        return false;
    }

    record Grid() implements Method {
        @Override
        public Sampler sampler(Space space, long seed, OptionalInt epochs) {
            return new GridSampler(space);
        }

        @Override
        public String name() {
            return "grid";
        }
    }

    record Random() implements Method {
        @Override
        public Sampler sampler(Space space, long seed, OptionalInt epochs) {
            return new RandomSampler(space, seed);
        }

        @Override
        public String name() {
            return "random";
        }
    }

    record Sobol() implements Method {
        @Override
        public Sampler sampler(Space space, long seed, OptionalInt epochs) {
            return new SobolSampler(space, seed);
        }

        @Override
        public String name() {
            return "sobol";
        }
    }

    /// @param prior beliefs about parameters, by key
    record Gp(Map<String, Belief> prior) implements Method {
        public Gp {
            prior = Collections.unmodifiableMap(new LinkedHashMap<>(prior));
        }

        Gp() {
            this(Map.of());
        }

        @Override
        public Sampler sampler(Space space, long seed, OptionalInt epochs) {
            return new GpSampler(space, seed, epochs, prior);
        }

        @Override
        public String name() {
            return "gp";
        }

        @Override
        public boolean learns() {
            return true;
        }
    }

    record Tpe(TpeSettings settings) implements Method {
        @Override
        public Sampler sampler(Space space, long seed, OptionalInt epochs) {
            return new TpeSampler(space, seed, settings);
        }

        @Override
        public String name() {
            return "tpe";
        }

        @Override
        public boolean learns() {
            return true;
        }
    }
}
