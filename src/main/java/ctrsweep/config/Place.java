package ctrsweep.config;

import java.util.Comparator;

/// Where something was written. Its text stands at the start of a message.
sealed interface Place {

    /// A position in a file, counted from 1.
    record InFile(String file, int line, int column) implements Place {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }

    /// A file as a whole.
    record AtomicFile(String file) implements Place {
        @Override
        public String toString() {
            return file;
        }
    }

    /// A command-line argument, as typed.
    ///
    /// @param option `-O` for a setting, `-P` for a parameter
    record CommandLine(String option, String typed) implements Place {
        @Override
        public String toString() {
            return option + " " + typed;
        }
    }

    /// Line before line within one file; other places stand as they were met.
    static int compare(Place a, Place b) {
        return a instanceof InFile left && b instanceof InFile right
                ? Comparator.comparingInt(InFile::line)
                        .thenComparingInt(InFile::column)
                        .compare(left, right)
                : 0;
    }
}
