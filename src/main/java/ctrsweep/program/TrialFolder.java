package ctrsweep.program;

import ctrsweep.files.FileProblem;
import ctrsweep.files.Sha256;
import ctrsweep.json.Json;
import ctrsweep.space.Value;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.UnwritableException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/// The files of one trial.
///
/// @param path absolute
/// @param home absolute; paths of artifacts are relative to it
/// @param place absolute; where the program runs
record TrialFolder(Path path, Path home, Path place) {

    Path parameters() {
        return path.resolve("parameters.json");
    }

    Path stdout() {
        return path.resolve("stdout.log");
    }

    Path stderr() {
        return path.resolve("stderr.log");
    }

    /// Creates the folder and the file that the program reads as standard input.
    void prepare(Value.Fields given) {
        try {
            Files.createDirectories(path);
            try (OutputStream out = new FileOutputStream(parameters().toFile())) {
                out.write((Json.write(given) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw unwritable(parameters(), e);
        }
    }

    /// Opens the log of standard output without epochs, to which each attempt appends.
    Log log() {
        try {
            long before = stdout().toFile().length();
            return new Log(new BufferedOutputStream(new FileOutputStream(stdout().toFile(), true)), before);
        } catch (IOException e) {
            throw unwritable(stdout(), e);
        }
    }

    final class Log implements AutoCloseable {
        private final OutputStream out;
        private long length;

        private Log(OutputStream out, long length) {
            this.out = out;
            this.length = length;
        }

        String name() {
            return shown(stdout());
        }

        /// The number of the next line, from 1. Reads the whole log.
        long lineNumber() {
            flush();
            long number = 1;
            try (InputStream in = new BufferedInputStream(new FileInputStream(stdout().toFile()))) {
                for (long at = 0; at < length; at++) {
                    number += in.read() == '\n' ? 1 : 0;
                }
            } catch (IOException e) {
                throw unwritable(stdout(), e);
            }
            return number;
        }

        void write(byte[] bytes) {
            try {
                out.write(bytes);
                length += bytes.length;
            } catch (IOException e) {
                throw unwritable(stdout(), e);
            }
        }

        void flush() {
            try {
                out.flush();
            } catch (IOException e) {
                throw unwritable(stdout(), e);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw unwritable(stdout(), e);
            }
        }
    }

    List<Outcome.Artifact> artifacts() {
        return List.of(artifact(stdout()), artifact(stderr()));
    }

    private Outcome.Artifact artifact(Path file) {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(new FileInputStream(file.toFile()), digest)) {
            long bytes = in.transferTo(OutputStream.nullOutputStream());
            return new Outcome.Artifact(
                    "log", shown(file), bytes, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private String shown(Path file) {
        return file.startsWith(home) ? home.relativize(file).toString() : file.toString();
    }

    private static UnwritableException unwritable(Path file, IOException problem) {
        return new UnwritableException(file + " cannot be written: " + FileProblem.of(problem), problem);
    }
}
