package ctrsweep.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a trial's number: from 0.
final class TrialNumber implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new TypeConversionException("must be a trial's number, from 0, not " + text);
        }
        return Long.valueOf(text);
    }
}
