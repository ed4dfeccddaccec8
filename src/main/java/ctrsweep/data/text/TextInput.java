package ctrsweep.data.text;

import ctrsweep.data.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// The bytes of a text file: gzip is unpacked, whatever the file is called, and UTF-8's byte order mark is left
/// out.
public final class TextInput {
    private static final int BUFFER = 1 << 16;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private TextInput() {}

    /// @param charset that its text should have
    /// @throws DataException when the file is no text, or its text is UTF-16 and `charset` is not
    /// @throws java.util.zip.ZipException when a file called `.gz` is no gzip file
    public static InputStream open(Path file, Charset charset) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            return of(bytes, file.toString(), charset);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /// As [#open], for a stream.
    ///
    /// @param name for messages
    public static InputStream of(InputStream bytes, String name, Charset charset) throws IOException {
        InputStream in = new BufferedInputStream(bytes, BUFFER);
        if (name.endsWith(".gz") || FileKind.of(first(in)) == FileKind.GZIP) {
            in = new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
        }
        byte[] first = first(in);
        requireText(FileKind.of(first), name, charset);
        if (charset.equals(StandardCharsets.UTF_8) && FileKind.begins(first, MARK)) {
            in.skipNBytes(MARK.length);
        }
        return in;
    }

    private static byte[] first(InputStream in) throws IOException {
        in.mark(FileKind.FIRST);
        byte[] first = in.readNBytes(FileKind.FIRST);
        in.reset();
        return first;
    }

    private static void requireText(FileKind kind, String name, Charset charset) {
        boolean wide = charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
        if (kind != FileKind.TEXT && !(kind == FileKind.UTF_16 && wide)) {
            throw new DataException("%s: is %s; %s".formatted(name, kind.words(), kind.cure()));
        }
    }
}
