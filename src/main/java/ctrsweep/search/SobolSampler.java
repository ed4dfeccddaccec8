package ctrsweep.search;

import ctrsweep.space.Assignment;
import ctrsweep.space.Parameter;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hipparchus.random.SobolSequenceGenerator;

/// Proposes points that fill the space evenly: the Sobol sequence (Joe and Kuo 2008), scrambled by the seed.
///
/// Each parameter has a dimension, in the order of the spec; the dimension of an inactive parameter is unused. Any
/// 2^k draws that start at a multiple of 2^k have one value in each of 2^k equally likely parts of every domain.
/// Points that a constraint forbids are skipped. After 2^31 draws the sequence starts again.
public final class SobolSampler implements Sampler {
    /// Hipparchus has direction numbers for as many dimensions.
    private static final int MOST_PARAMETERS = 1000;

    private final Space space;
    private final SobolSequenceGenerator sequence;
    private final List<Scramble> scrambles;

    /// @throws IllegalArgumentException when the space has too many parameters
    public SobolSampler(Space space, long seed) {
        int dimensions = space.parameters().size();
        if (dimensions > MOST_PARAMETERS) {
            throw new IllegalArgumentException(
                    "a Sobol sequence has at most %d parameters, not %d".formatted(MOST_PARAMETERS, dimensions));
        }
        this.space = space;
        sequence = new SobolSequenceGenerator(Math.max(dimensions, 1));
        scrambles = space.parameters().keySet().stream()
                .map(key -> new Scramble(SamplingStreams.number(seed, 0, key)))
                .toList();
    }

    @Override
    public Suggestion suggest(long draw, History history) {
        Map<String, Value> values = values(draw);
        Assignment point = space.assign(key -> Objects.requireNonNull(values.get(key)));
        return Suggestion.of(point, space, draw);
    }

    /// Returns a value for every parameter, active or not.
    private Map<String, Value> values(long draw) {
        double[] shares = shares(draw);
        Map<String, Value> values = new LinkedHashMap<>();
        int dimension = 0;
        for (Map.Entry<String, Parameter> entry : space.parameters().entrySet()) {
            values.put(entry.getKey(), entry.getValue().domain().quantile(shares[dimension]));
            dimension++;
        }
        return values;
    }

    /// The quantile of each parameter, in [0, 1), in the order of the spec.
    public double[] shares(long draw) {
        double[] shares = coordinates((int) (draw & Integer.MAX_VALUE));
        for (int dimension = 0; dimension < scrambles.size(); dimension++) {
            shares[dimension] = scrambles.get(dimension).of(shares[dimension]);
        }
        return shares;
    }

    /// One coordinate in [0, 1) for each parameter. Synchronized because the generator holds a position in the
    /// sequence.
    private synchronized double[] coordinates(int index) {
        return sequence.skipTo(index);
    }
}
