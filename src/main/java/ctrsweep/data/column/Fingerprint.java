package ctrsweep.data.column;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A SHA-256 over everything that a file of columns was made from.
///
/// @param hex 64 digits, small letters
public record Fingerprint(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final int SHOWN = 16;

    public Fingerprint {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("a fingerprint has 64 hexadecimal digits: " + hex);
        }
    }

    /// Enough of it for a file's name.
    public String brief() {
        return hex.substring(0, SHOWN);
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    static Fingerprint of(byte[] digest) {
        return new Fingerprint(HexFormat.of().formatHex(digest));
    }

    /// Takes in all that the columns depend on: other parts, or another order, another fingerprint.
    public static final class Parts {
        private final MessageDigest digest;

        public Parts() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JVM has SHA-256", e);
            }
        }

        public Parts text(String part) {
            return bytes(part.getBytes(StandardCharsets.UTF_8));
        }

        public Parts bytes(byte[] part) {
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, part.length));
            digest.update(part);
            return this;
        }

        /// A file's name, length and time of last change: its content is not read, so that gigabytes need no
        /// second. A file changed within its time's resolution and to the same length is taken for unchanged.
        ///
        /// @throws IOException when it cannot be looked at
        public Parts file(Path file) throws IOException {
            text(String.valueOf(file.getFileName()));
            return bytes(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(Files.size(file))
                    .putLong(Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS))
                    .array());
        }

        public Fingerprint fingerprint() {
            return of(digest.digest());
        }
    }
}
