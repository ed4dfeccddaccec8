package ctrsweep.search;

import ctrsweep.space.Assignment;
import ctrsweep.space.Domain;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Every point of a finite space once, the first parameter varying slowest. No point is made before it is asked for.
public record GridSampler(Space space) implements Sampler {

    public GridSampler {
        if (space.size().isEmpty()) {
            throw new IllegalArgumentException("a grid needs finite domains");
        }
    }

    /// The digits of `draw` in the mixed radix of the domains' sizes.
    @Override
    public Optional<Assignment> suggest(long draw, List<Observation> history) {
        LinkedHashMap<String, Value> lastFirst = new LinkedHashMap<>();
        long rest = draw;
        for (Map.Entry<String, Domain> entry : reversed(space.domains())) {
            long size = entry.getValue().size().orElseThrow();
            lastFirst.put(entry.getKey(), entry.getValue().at(rest % size));
            rest /= size;
        }
        return rest == 0 ? Optional.of(new Assignment(lastFirst.reversed())) : Optional.empty();
    }

    private static Iterable<Map.Entry<String, Domain>> reversed(Map<String, Domain> domains) {
        SequencedMap<String, Domain> ordered = new LinkedHashMap<>(domains);
        return ordered.reversed().entrySet();
    }
}
