package ctrsweep.cli;

import ctrsweep.config.Fuse;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `auto`, `off` or a whole number of at least 1.
final class FuseConverter implements ITypeConverter<Fuse> {
    @Override
    public Fuse convert(String text) {
        return Fuse.of(text).orElseThrow(() -> new TypeConversionException(Fuse.RULE + ", not " + text));
    }
}
