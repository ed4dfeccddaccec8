package ctrsweep.cli;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A trial of a sweep, given by its number, from 0, or as `best`.
sealed interface TrialArgument {
    /// @throws CommandFailure when no trial of the sweep has a rank
    long number(Results results, SweepSummary sweep);

    record Numbered(long number) implements TrialArgument {
        @Override
        public long number(Results results, SweepSummary sweep) {
            return number;
        }
    }

    /// The first trial of the best point.
    record Best() implements TrialArgument {
        @Override
        public long number(Results results, SweepSummary sweep) {
            return results.best(sweep, 1).stream()
                    .findFirst()
                    .orElseThrow(
                            () -> new CommandFailure("sweep %s has no best trial: none was completed with a finite %s"
                                    .formatted(sweep.name(), sweep.objective())))
                    .first()
                    .number();
        }
    }

    /// Reads `12` and `best`.
    final class Converter implements ITypeConverter<TrialArgument> {
        @Override
        public TrialArgument convert(String text) {
            if (text.equals("best")) {
                return new Best();
            }
            if (!text.matches("\\d{1,18}")) {
                throw new TypeConversionException("must be a trial's number, from 0, or best, not " + text);
            }
            return new Numbered(Long.parseLong(text));
        }
    }
}
