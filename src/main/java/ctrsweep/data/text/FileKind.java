package ctrsweep.data.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Kinds of files, told by their first bytes.
enum FileKind {
    GZIP("packed with gzip twice", "unpack it once", "\u001F\u008B"),
    ZIP("a zip archive or an Excel workbook, not text", "unpack it, or save the sheet as CSV UTF-8", "PK\3\4"),
    EXCEL("an old Excel workbook, not text", "save the sheet as CSV UTF-8", "\u00D0\u00CF\u0011\u00E0"),
    PARQUET(
            "a Parquet file, not text",
            "write it as CSV, as pandas does: read_parquet(...).to_csv(..., index=False)",
            "PAR1"),
    ENCRYPTED_PARQUET("an encrypted Parquet file, which cannot be read", "write it without encryption", "PARE"),
    ARROW("an Arrow or Feather file, not text", "write it as CSV", "ARROW1"),
    FEATHER("a Feather file, not text", "write it as CSV", "FEA1"),
    ORC("an ORC file, not text", "write it as CSV", "ORC"),
    AVRO("an Avro file, not text", "write it as CSV", "Obj\1"),
    ZSTD("packed with zstd", "unpack it, or pack it with gzip", "(\u00B5/\u00FD"),
    BZIP2("packed with bzip2", "unpack it, or pack it with gzip", "BZh"),
    XZ("packed with xz", "unpack it, or pack it with gzip", "\u00FD7zXZ"),
    SEVEN_ZIP("a 7z archive, not text", "unpack it", "7z\u00BC\u00AF"),
    SQLITE("an SQLite database, not text", "export the table as CSV", "SQLite format 3"),
    HDF5("an HDF5 file, not text", "write it as CSV", "\u0089HDF"),
    NUMPY("a NumPy file, not text", "write it as CSV", "\u0093NUMPY"),
    UTF_16("UTF-16 text", "save it as UTF-8, or set data.table.charset: utf-16 where a config describes it", ""),
    TEXT("text", "", "");

    /// The bytes that tell a kind.
    static final int FIRST = 64;

    private static final int SPACE = 32;

    private final String words;
    private final String cure;
    private final String signature;

    /// @param signature its first bytes, in ISO-8859-1; empty where they are not all alike
    FileKind(String words, String cure, String signature) {
        this.words = words;
        this.cure = cure;
        this.signature = signature;
    }

    String words() {
        return words;
    }

    /// How to make such a file readable.
    String cure() {
        return cure;
    }

    /// @param first the file's first bytes
    static FileKind of(byte[] first) {
        if (isUtf16(first)) {
            return UTF_16;
        }
        return isText(first)
                ? TEXT
                : Arrays.stream(values())
                        .filter(kind -> !kind.signature.isEmpty() && begins(first, kind.signature))
                        .findFirst()
                        .orElse(TEXT);
    }

    private static boolean begins(byte[] first, String signature) {
        return begins(first, signature.getBytes(StandardCharsets.ISO_8859_1));
    }

    static boolean begins(byte[] first, byte[] with) {
        return first.length >= with.length && Arrays.equals(first, 0, with.length, with, 0, with.length);
    }

    /// A header may begin with the letters of a signature; what has no control character is text all the same.
    private static boolean isText(byte[] first) {
        for (byte each : first) {
            if (each >= 0 && each < SPACE && !Character.isWhitespace(each)) {
                return false;
            }
        }
        return true;
    }

    /// By its byte order mark, or because every other of the bytes is 0, as where characters are ASCII.
    private static boolean isUtf16(byte[] first) {
        int mark = first.length < 2 ? 0 : ((first[0] & 0xFF) << Byte.SIZE) | (first[1] & 0xFF);
        return mark == 0xFEFF || mark == 0xFFFE || isEveryOtherZero(first, 0) || isEveryOtherZero(first, 1);
    }

    private static boolean isEveryOtherZero(byte[] first, int from) {
        for (int i = 0; i < first.length; i++) {
            if ((i % 2 == from) != (first[i] == 0)) {
                return false;
            }
        }
        return first.length > 1;
    }
}
