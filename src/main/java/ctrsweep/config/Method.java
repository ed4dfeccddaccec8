package ctrsweep.config;

import ctrsweep.search.GridSampler;
import ctrsweep.search.RandomSampler;
import ctrsweep.search.Sampler;
import ctrsweep.space.Space;
import java.util.Locale;

/// How the space is searched.
public enum Method {
    GRID {
        @Override
        Sampler sampler(Space space, long seed) {
            return new GridSampler(space);
        }
    },
    RANDOM {
        @Override
        Sampler sampler(Space space, long seed) {
            return new RandomSampler(space, seed);
        }
    };

    abstract Sampler sampler(Space space, long seed);

    /// As it is written in a spec.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
