package ctrsweep.data.table;

import ctrsweep.config.Reason;
import ctrsweep.config.Sha256;
import ctrsweep.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/// Names the contents of files.
final class Digests {
    private Digests() {}

    /// SHA-256 over the words and the bytes of all files, each preceded by its length.
    static String of(List<Path> files, String words) {
        MessageDigest digest = Sha256.digest();
        digest.update(words.getBytes(StandardCharsets.UTF_8));
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                digest.update(("\n" + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
                in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            } catch (IOException e) {
                throw new DataException("%s: cannot be read: %s".formatted(file, Reason.of(e)), e);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
