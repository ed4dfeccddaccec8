package ctrsweep.cli;

import ctrsweep.sweep.SweepLabels;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

final class OwnerConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        if (!SweepLabels.isOwner(text)) {
            throw new TypeConversionException(SweepLabels.OWNER_RULE);
        }
        return text;
    }
}
