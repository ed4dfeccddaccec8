package ctrsweep.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/// The places of all weights in one flat vector.
public record Layout(List<Segment> segments) {
    public Layout {
        segments = List.copyOf(segments);
    }

    /// Numbers in the vector.
    public int size() {
        return segments.stream().mapToInt(Segment::size).sum();
    }

    public List<ModelParameter> parameters() {
        return segments.stream()
                .flatMap(segment -> segment.parameters().stream())
                .toList();
    }

    /// Rows of each segment, as scripts unpack the vector.
    public List<Integer> rows() {
        return segments.stream().map(Segment::rows).toList();
    }

    /// Columns of each segment.
    public List<Integer> columns() {
        return segments.stream().map(Segment::columns).toList();
    }

    /// First values. Each parameter draws from a stream of its own, named by seed and parameter, so that a
    /// field more or a layer less leaves the others' beginnings as they were.
    public float[] initial(long seed) {
        float[] flat = new float[size()];
        int at = 0;
        for (ModelParameter parameter : parameters()) {
            float[] values = new float[parameter.size()];
            parameter.init().fill(values, parameter.columns(), stream(seed, parameter.name()));
            System.arraycopy(values, 0, flat, at, values.length);
            at += values.length;
        }
        return flat;
    }

    /// Places in the vector that stay zero: the unknown ids' rows.
    public long[] frozen() {
        List<IntStream> places = new ArrayList<>();
        int at = 0;
        for (ModelParameter parameter : parameters()) {
            if (parameter.zeroFirstRow()) {
                places.add(IntStream.range(at, at + parameter.columns()));
            }
            at += parameter.size();
        }
        return places.stream().flatMapToInt(place -> place).asLongStream().toArray();
    }

    /// The flat vector taken apart by name.
    public Map<String, float[]> named(float[] flat) {
        Map<String, float[]> named = new LinkedHashMap<>();
        int at = 0;
        for (ModelParameter parameter : parameters()) {
            float[] values = new float[parameter.size()];
            System.arraycopy(flat, at, values, 0, values.length);
            named.put(parameter.name(), values);
            at += values.length;
        }
        return named;
    }

    /// The flat vector of named parameters.
    ///
    /// @throws IllegalArgumentException when one is missing or of another size
    public float[] flat(Map<String, float[]> named) {
        float[] flat = new float[size()];
        int at = 0;
        for (ModelParameter parameter : parameters()) {
            float[] values = named.get(parameter.name());
            if (values == null || values.length != parameter.size()) {
                throw new IllegalArgumentException("%s: %s numbers are needed, %s are there"
                        .formatted(parameter.name(), parameter.size(), values == null ? "none" : values.length));
            }
            System.arraycopy(values, 0, flat, at, values.length);
            at += values.length;
        }
        return flat;
    }

    /// Replaces the numbers of a flat vector by those of named parameters of the same size.
    ///
    /// @return the names of the parameters that have none
    public List<String> take(Map<String, float[]> named, float[] flat) {
        List<String> missing = new ArrayList<>();
        int at = 0;
        for (ModelParameter parameter : parameters()) {
            float[] values = named.get(parameter.name());
            if (values == null || values.length != parameter.size()) {
                missing.add(parameter.name());
            } else {
                System.arraycopy(values, 0, flat, at, values.length);
            }
            at += parameter.size();
        }
        return missing;
    }

    private static RandomGenerator stream(long seed, String name) {
        CRC32 hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 0x9E3779B97F4A7C15L + hash.getValue());
    }
}
