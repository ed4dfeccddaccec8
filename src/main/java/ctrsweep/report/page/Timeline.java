package ctrsweep.report.page;

import ctrsweep.sweep.TrialDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// When trials ran, and for which share of the time workers were busy. Time in which no trial ran does not count, since
/// it lies between two launches. The database does not record which worker ran a trial: an attempt is put on the lowest
/// lane that is free when it begins, as if a lane were a worker.
///
/// @param lanes the largest number of attempts that ran at the same time
/// @param length from the first begin to the last end, in seconds
/// @param busy the share of the lanes' time, while any trial ran, in which they had a trial
record Timeline(List<Bar> bars, int lanes, double length, double busy) {

    /// An attempt to run a trial.
    ///
    /// @param trial its place
    /// @param lane from 0
    /// @param from seconds since the first attempt began
    record Bar(int trial, int lane, double from, double to) {}

    private record Attempt(int trial, Instant from, Instant to) {}

    static Timeline of(List<TrialDetails> trials) {
        List<Attempt> attempts = IntStream.range(0, trials.size())
                .boxed()
                .flatMap(place -> trials.get(place).spells().stream()
                        .filter(spell -> spell.to().isAfter(spell.from()))
                        .map(spell -> new Attempt(place, spell.from(), spell.to())))
                .sorted(Comparator.comparing(Attempt::from).thenComparing(Attempt::trial))
                .toList();
        if (attempts.isEmpty()) {
            return new Timeline(List.of(), 0, 0, 0);
        }
        Instant first = attempts.getFirst().from();
        List<Instant> freeFrom = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        for (Attempt attempt : attempts) {
            int lane = lane(freeFrom, attempt);
            bars.add(new Bar(attempt.trial, lane, seconds(first, attempt.from), seconds(first, attempt.to)));
        }
        double length = bars.stream().mapToDouble(Bar::to).max().orElse(0);
        double work = bars.stream().mapToDouble(bar -> bar.to - bar.from).sum();
        return new Timeline(bars, freeFrom.size(), length, work / (occupied(bars) * freeFrom.size()));
    }

    /// Seconds in which at least one trial ran.
    private static double occupied(List<Bar> byBeginning) {
        double occupied = 0;
        double until = 0;
        for (Bar bar : byBeginning) {
            occupied += Math.max(0, bar.to - Math.max(until, bar.from));
            until = Math.max(until, bar.to);
        }
        return occupied;
    }

    /// Occupies the lowest free lane, or a new one.
    private static int lane(List<Instant> freeFrom, Attempt attempt) {
        for (int lane = 0; lane < freeFrom.size(); lane++) {
            if (!freeFrom.get(lane).isAfter(attempt.from)) {
                freeFrom.set(lane, attempt.to);
                return lane;
            }
        }
        freeFrom.add(attempt.to);
        return freeFrom.size() - 1;
    }

    private static double seconds(Instant from, Instant to) {
        return (to.toEpochMilli() - from.toEpochMilli()) / 1000.0;
    }
}
