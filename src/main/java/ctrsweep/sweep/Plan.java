package ctrsweep.sweep;

import ctrsweep.config.ConfigTree;
import ctrsweep.config.Experiment;
import ctrsweep.config.Method;
import ctrsweep.config.SweepSpec;
import ctrsweep.search.Sampler;
import ctrsweep.search.Suggestion;
import ctrsweep.space.Assignment;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The trials that a spec asks for, made one by one as they are asked for.
///
/// Configs that were drawn before are passed over. The trials end with the budget, with the grid, or when a
/// search of a finite space no longer finds anything new.
public record Plan(SweepSpec spec) {

    /// Fruitless draws in a row after which a continuous or vast space counts as exhausted.
    private static final long MOST_FRUITLESS = 100_000;

    /// How many trials there will be: of a grid exactly, of random draws from a small space at most.
    public long size() {
        OptionalLong trials = spec.budget().trials();
        Optional<BigInteger> points = spec.space().size();
        long most = trials.orElse(Long.MAX_VALUE);
        return points.map(count -> count.min(BigInteger.valueOf(most)).longValueExact())
                .orElse(most);
    }

    /// The iterator throws a [ctrsweep.config.ConfigException] at a point whose values do not go together.
    ///
    /// @param firstNumber number of the first trial; the others follow without gaps
    public Iterator<PlannedTrial> trials(long firstNumber) {
        return new Trials(firstNumber);
    }

    /// Each point of a small space should have come up long before this many draws bring nothing new.
    private long patience() {
        return spec.space()
                .size()
                .map(points -> points.multiply(BigInteger.valueOf(20)).add(BigInteger.valueOf(1_000)))
                .map(draws -> draws.min(BigInteger.valueOf(MOST_FRUITLESS)).longValueExact())
                .orElse(MOST_FRUITLESS);
    }

    private final class Trials implements Iterator<PlannedTrial> {
        private final Sampler sampler = spec.sampler();
        private final Set<String> seen = new HashSet<>();
        private final long size = size();
        private final long patience = spec.method() == Method.GRID ? Long.MAX_VALUE : patience();
        private final long firstNumber;
        private long draw;
        private Optional<PlannedTrial> next = Optional.empty();

        Trials(long firstNumber) {
            this.firstNumber = firstNumber;
        }

        @Override
        public boolean hasNext() {
            if (next.isEmpty() && seen.size() < size) {
                next = search();
            }
            return next.isPresent();
        }

        @Override
        public PlannedTrial next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the plan has ended");
            }
            PlannedTrial trial = next.orElseThrow();
            next = Optional.empty();
            return trial;
        }

        private Optional<PlannedTrial> search() {
            for (long fruitless = 0; fruitless < patience; fruitless++) {
                switch (sampler.suggest(draw, List.of())) {
                    case Suggestion.Exhausted _ -> {
                        return Optional.empty();
                    }
                    case Suggestion.PassOver(long next) -> draw = next;
                    case Suggestion.Point(Assignment point) -> {
                        draw++;
                        Experiment config = spec.experiment(point);
                        String hash = ConfigTree.hash(config);
                        if (seen.add(hash)) {
                            return Optional.of(new PlannedTrial(firstNumber + seen.size() - 1, point, config, hash));
                        }
                    }
                }
            }
            return Optional.empty();
        }
    }
}
