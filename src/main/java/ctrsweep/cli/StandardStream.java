package ctrsweep.cli;

import java.nio.file.Path;

/// `-` in place of a file: standard input or output.
final class StandardStream {
    private StandardStream() {}

    static boolean isMeant(Path file) {
        return file.toString().equals("-");
    }
}
