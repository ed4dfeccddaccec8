package ctrsweep.sweep;

import ctrsweep.config.ConfigTree;
import ctrsweep.config.Method;
import ctrsweep.config.SweepSpec;
import ctrsweep.search.History;
import ctrsweep.search.Sampler;
import ctrsweep.search.Suggestion;
import ctrsweep.settings.TrialConfig;
import ctrsweep.space.Assignment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The trials that a spec asks for, made one by one as they are asked for: point by point, each with all its seeds.
/// First come the points that are enqueued, then those of the sampler.
///
/// Points whose configs were there before are passed over. The trials end with the budget, with the grid, or when a
/// search no longer finds anything new.
public record Plan(SweepSpec spec) {

    /// Fruitless draws in a row after which a continuous or vast space counts as exhausted.
    private static final long MOST_FRUITLESS = 100_000;

    /// Draws of a grid that are looked at to count what conditions and constraints leave of it; a larger one is not
    /// counted.
    private static final long MOST_COUNTED = 20_000;

    /// Fruitless suggestions after which a sampler that learns goes on without its history: it may be sure of a point
    /// that was tried already.
    private static final long MOST_REPEATED = 20;

    /// Draws that are looked at of a grid that is larger: its budget may be smaller.
    private static final long SOME = 2_000;

    /// A point that a learning sampler passes over is drawn again this many draws later: no sweep has as many
    /// points.
    private static final long NEXT_STREAM = 1_000_003;

    /// How many trials there will be at most.
    ///
    /// @param trials [Long#MAX_VALUE] where there is no end
    /// @param exact whether `trials` is exact (as long as none is pruned) or an upper bound
    public record Size(long trials, boolean exact) {}

    /// The size of a grid is exact where it can be counted quickly; the size of draws from a small space is a bound.
    public Size size() {
        long budget = spec.budget().trials().orElse(Long.MAX_VALUE);
        boolean grid = spec.search().method() instanceof Method.Grid;
        if (grid && !(spec.space().isPlain() && spec.search().enqueued().isEmpty())) {
            return counted(budget);
        }
        Optional<BigInteger> points = spec.space().size();
        long most = points.map(count -> count.add(BigInteger.valueOf(
                                grid ? 0 : spec.search().enqueued().size()))
                        .multiply(BigInteger.valueOf(spec.search().repeats()))
                        .min(BigInteger.valueOf(budget))
                        .longValueExact())
                .orElse(budget);
        return new Size(most, grid || (points.isEmpty() && spec.space().isPlain()));
    }

    private Size counted(long budget) {
        Sampler sampler = spec.sampler();
        long repeats = spec.search().repeats();
        Set<Assignment> enqueued = new HashSet<>(spec.search().enqueued());
        long points = enqueued.size();
        long draw = 0;
        BigInteger all = spec.space().size().orElseThrow();
        long looks = all.compareTo(BigInteger.valueOf(MOST_COUNTED)) <= 0 ? MOST_COUNTED : Math.min(budget, SOME);
        for (long looked = 0; looked < looks && points * repeats < budget; looked++) {
            switch (sampler.suggest(draw, List.of())) {
                case Suggestion.Exhausted _ -> {
                    return new Size(Math.min(budget, points * repeats), true);
                }
                case Suggestion.PassOver(long next) -> draw = next;
                case Suggestion.Point(Assignment point) -> {
                    points += enqueued.contains(point) ? 0 : 1;
                    draw++;
                }
            }
        }
        if (points * repeats >= budget) {
            return new Size(budget, true);
        }
        return new Size(
                all.multiply(BigInteger.valueOf(repeats))
                        .min(BigInteger.valueOf(budget))
                        .longValueExact(),
                false);
    }

    /// The trials without what can only follow from results. See [#trials(long, Memory, boolean)].
    public Iterator<PlannedTrial> trials(long firstNumber) {
        return trials(firstNumber, TrialHistory.NONE, false);
    }

    /// The beginning of a plan, as far as it does not follow from results.
    ///
    /// @param trials the first, at most as many as were asked for
    /// @param duplicates points that came again on the way, and were passed over
    /// @param forbidden draws on the way that the constraints forbid, or for which others stand; in a grid one such
    ///     step may lead over any number of them
    public record Beginning(List<PlannedTrial> trials, long duplicates, long forbidden) {}

    public Beginning beginning(int most) {
        Trials trials = new Trials(0, TrialHistory.NONE, false);
        List<PlannedTrial> first = new ArrayList<>();
        while (first.size() < most && trials.hasNext()) {
            first.add(trials.next());
        }
        return new Beginning(first, trials.duplicates, trials.forbidden);
    }

    /// The iterator throws a [ctrsweep.config.ConfigException] at a point whose values do not go together.
    ///
    /// @param firstNumber number of the first trial; a point's trials follow each other, and the next point's those
    /// @param memory asked anew for each point of a sampler that learns
    /// @param firstSeedOnly whether only the first seed of each point is given
    Iterator<PlannedTrial> trials(long firstNumber, TrialHistory memory, boolean firstSeedOnly) {
        return new Trials(firstNumber, memory, firstSeedOnly);
    }

    /// The trials of a point.
    ///
    /// @param number of its first
    List<PlannedTrial> repeats(long number, Assignment point) {
        List<Long> seeds = spec.search().seeds();
        if (seeds.isEmpty()) {
            return List.of(trial(number, point, OptionalLong.empty()));
        }
        return java.util.stream.IntStream.range(0, seeds.size())
                .mapToObj(repeat -> trial(number + repeat, point, OptionalLong.of(seeds.get(repeat))))
                .toList();
    }

    /// A trial that the log knows.
    PlannedTrial trial(TrialProgress known) {
        boolean repeated = !spec.search().seeds().isEmpty();
        return trial(
                known.number(), known.assignment(), repeated ? OptionalLong.of(known.seed()) : OptionalLong.empty());
    }

    /// The database does not keep the order of a point's values.
    private PlannedTrial trial(long number, Assignment point, OptionalLong seed) {
        TrialConfig config = spec.config(point, seed);
        return new PlannedTrial(number, spec.space().inOrder(point), config, ConfigTree.hash(config));
    }

    /// Each point of a small space should have come up long before this many draws bring nothing new.
    private long patience() {
        if (spec.search().method() instanceof Method.Grid) {
            return Long.MAX_VALUE;
        }
        return spec.space()
                .size()
                .map(points -> points.multiply(BigInteger.valueOf(20)).add(BigInteger.valueOf(1_000)))
                .map(draws -> draws.min(BigInteger.valueOf(MOST_FRUITLESS)).longValueExact())
                .orElse(MOST_FRUITLESS);
    }

    private final class Trials implements Iterator<PlannedTrial> {
        private final Sampler sampler = spec.sampler();
        private final boolean learns = spec.search().method().learns();
        private final long budget = spec.budget().trials().orElse(Long.MAX_VALUE);
        private final int repeats = spec.search().repeats();
        private final long patience = patience();
        private final Set<String> seen = new HashSet<>();
        private final long firstNumber;
        private final TrialHistory memory;
        private final boolean firstSeedOnly;
        private final Iterator<Assignment> given;
        private Iterator<PlannedTrial> ofPoint = List.<PlannedTrial>of().iterator();
        private Optional<PlannedTrial> next = Optional.empty();
        private long draw;
        private long duplicates;
        private long forbidden;

        Trials(long firstNumber, TrialHistory memory, boolean firstSeedOnly) {
            this.firstNumber = firstNumber;
            this.memory = memory;
            this.firstSeedOnly = firstSeedOnly;
            List<Assignment> earlier = learns
                    ? memory.before(firstNumber).stream().filter(this::fits).toList()
                    : List.of();
            given = java.util.stream.Stream.concat(spec.search().enqueued().stream(), earlier.stream())
                    .iterator();
        }

        /// Whether a point of an earlier revision is one of this one too.
        private boolean fits(Assignment point) {
            return spec.space().has(point);
        }

        @Override
        public boolean hasNext() {
            while (next.isEmpty()) {
                if (!ofPoint.hasNext() && !findPoint()) {
                    return false;
                }
                PlannedTrial trial = ofPoint.next();
                if (trial.number() - firstNumber >= budget) {
                    return false;
                }
                next = Optional.of(trial);
            }
            return true;
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

        /// Number of the first trial of the next point.
        private long number() {
            return firstNumber + (long) seen.size() * repeats;
        }

        private boolean findPoint() {
            if (number() - firstNumber >= budget) {
                return false;
            }
            while (given.hasNext()) {
                if (take(given.next())) {
                    return true;
                }
            }
            return learns ? learn() : search();
        }

        /// Makes it the point whose trials come next, unless its config was there before.
        private boolean take(Assignment point) {
            List<PlannedTrial> trials = repeats(number(), point);
            if (!seen.add(trials.getFirst().configHash())) {
                duplicates++;
                return false;
            }
            ofPoint = (firstSeedOnly ? trials.subList(0, 1) : trials).iterator();
            return true;
        }

        private boolean search() {
            for (long fruitless = 0; fruitless < patience; fruitless++) {
                switch (sampler.suggest(draw, List.of())) {
                    case Suggestion.Exhausted _ -> {
                        return false;
                    }
                    case Suggestion.PassOver(long next) -> {
                        draw = next;
                        forbidden++;
                    }
                    case Suggestion.Point(Assignment point) -> {
                        draw++;
                        if (take(point)) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        /// A point that was proposed before is not proposed again, whatever has become known since.
        private boolean learn() {
            Optional<Assignment> begun = memory.assignment(number());
            if (begun.isPresent() && take(begun.get())) {
                return true;
            }
            History known = memory.history();
            for (long fruitless = 0; fruitless < patience; fruitless++) {
                long stream = seen.size() + fruitless * NEXT_STREAM;
                History history = fruitless < MOST_REPEATED ? known : History.NONE;
                if (sampler.suggest(stream, history) instanceof Suggestion.Point(Assignment point) && take(point)) {
                    return true;
                }
            }
            return false;
        }
    }
}
