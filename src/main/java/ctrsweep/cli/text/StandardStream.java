package ctrsweep.cli.text;

import java.nio.file.Path;

/// The file name `-`, which stands for standard input or output.
public final class StandardStream {
    private StandardStream() {}

    public static boolean isMeant(Path file) {
        return file.toString().equals("-");
    }
}
