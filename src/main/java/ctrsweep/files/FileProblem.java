package ctrsweep.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Optional;

/// Why a file could not be read or written, for a person who is told its name beside.
public final class FileProblem {
    private FileProblem() {}

    public static String of(IOException problem) {
        return switch (problem) {
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException inFile
            when inFile.getReason() != null -> inFile.getReason().toLowerCase(java.util.Locale.ROOT);
            default ->
                Optional.ofNullable(problem.getMessage())
                        .orElse(problem.getClass().getSimpleName());
        };
    }
}
