package ctrsweep.cli;

import ctrsweep.serve.BasePath;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

final class BasePathConverter implements ITypeConverter<BasePath> {
    @Override
    public BasePath convert(String text) {
        try {
            return new BasePath(text);
        } catch (IllegalArgumentException problem) {
            throw new TypeConversionException(String.valueOf(problem.getMessage()));
        }
    }
}
