package ctrsweep.train;

import ctrsweep.data.Dataset;
import ctrsweep.data.Examples;
import ctrsweep.data.MappedRows;
import ctrsweep.data.Rows;
import ctrsweep.model.Inputs;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A data set whose rows are in memory, once for all trials that share them. Of each seed, the pass asked for last is
/// kept.
final class ResidentDataset extends ForwardingDataset {
    private final Map<Long, Drawn> drawn = new ConcurrentHashMap<>();
    private final Map<Examples, Rows> inMemory = Collections.synchronizedMap(new WeakHashMap<>());

    ResidentDataset(Dataset dataset) {
        super(dataset);
    }

    private record Drawn(int pass, Examples rows) {}

    /// Whether all that a trial needs at a time may be on a device at once.
    boolean fits(Inputs inputs, long seed) {
        return Stream.of(drawn(seed, 1), super.validation(), super.test())
                .allMatch(examples -> examples instanceof Rows || Feed.fits(inputs, examples));
    }

    @Override
    public Rows train(long seed, int pass) {
        return inMemory(drawn(seed, pass));
    }

    /// Trials that want the same pass wait for the first of them to draw it.
    private Examples drawn(long seed, int pass) {
        return drawn.compute(
                        seed,
                        (_, last) ->
                                last != null && last.pass == pass ? last : new Drawn(pass, super.train(seed, pass)))
                .rows;
    }

    @Override
    public Rows validation() {
        return inMemory(super.validation());
    }

    @Override
    public Rows test() {
        return inMemory(super.test());
    }

    private Rows inMemory(Examples examples) {
        return switch (examples) {
            case Rows rows -> rows;
            case MappedRows rows -> inMemory.computeIfAbsent(rows, Examples::inMemory);
        };
    }
}
