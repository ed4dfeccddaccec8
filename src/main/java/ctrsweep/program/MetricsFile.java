package ctrsweep.program;

import ctrsweep.files.FileProblem;
import ctrsweep.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A file in which a program records its metrics. The program may append to it or write it anew.
///
/// What an earlier attempt left in the file does not count, whether or not the program appends to it.
final class MetricsFile {
    private static final long LARGEST = 1L << 26;

    private final Path file;
    private final Format format;
    private final String earlier;
    private final int lengthOfEarlier;
    private Optional<Version> read;
    private boolean changed;
    /// How many rows have been handed on.
    private int rows;
    private Optional<String> problem = Optional.empty();

    /// Tells versions of the file apart.
    private record Version(long length, long modified) {}

    private enum Format {
        CSV,
        TSV,
        JSONL,
        JSON;

        static Format of(Path file) {
            String name = file.toString();
            return valueOf(name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT));
        }

        ParsedRows parse(String text) {
            return switch (this) {
                case CSV -> ParsedRows.ofTable(text, ',');
                case TSV -> ParsedRows.ofTable(text, '\t');
                case JSONL -> ParsedRows.ofLines(text);
                case JSON -> ParsedRows.ofObject(text);
            };
        }

        boolean hasHeader() {
            return this == CSV || this == TSV;
        }
    }

    /// Remembers what the file contains before the program starts.
    ///
    /// @param file whose name ends with `.csv`, `.tsv`, `.jsonl` or `.json`
    MetricsFile(Path file) {
        this.file = file;
        this.format = Format.of(file);
        this.read = version();
        String text = read.filter(now -> now.length <= LARGEST).map(_ -> text()).orElse("");
        this.earlier = Sha256.of(text);
        this.lengthOfEarlier = text.length();
    }

    private Optional<Version> version() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(
                    new Version(attributes.size(), attributes.lastModifiedTime().toMillis()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private String text() {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            problem = Optional.of("cannot be read: " + FileProblem.of(e));
            return "";
        }
    }

    /// Returns the rows that are new since the last call.
    ///
    /// @param ended whether the program has ended, so that a last line without a line feed is complete
    List<PrintedNumbers> news(boolean ended) {
        Optional<Version> now = version();
        changed |= !now.equals(read);
        if (now.isEmpty() || !changed || (now.equals(read) && (!ended || isReadObject()))) {
            return List.of();
        }
        read = now;
        if (now.get().length > LARGEST) {
            problem = Optional.of("is longer than %d MiB".formatted(LARGEST >> 20));
            return List.of();
        }
        ParsedRows parsed = format.parse(complete(withoutEarlier(text()), ended));
        problem = parsed.problem();
        int from = parsed.rows().size() < rows || format == Format.JSON ? 0 : rows;
        rows = parsed.rows().size();
        return parsed.rows().subList(from, rows);
    }

    private boolean isReadObject() {
        return format == Format.JSON && rows > 0;
    }

    private String complete(String text, boolean ended) {
        return ended || format == Format.JSON ? text : text.substring(0, text.lastIndexOf('\n') + 1);
    }

    private String withoutEarlier(String text) {
        boolean appended = lengthOfEarlier > 0
                && format != Format.JSON
                && text.length() >= lengthOfEarlier
                && Sha256.of(text.substring(0, lengthOfEarlier)).equals(earlier);
        if (!appended) {
            return text;
        }
        String header = format.hasHeader() ? text.substring(0, text.indexOf('\n') + 1) : "";
        return header + text.substring(lengthOfEarlier);
    }

    /// What is wrong with the file, as `/home/ada/history.csv was not written`.
    Optional<String> problem() {
        return problem.or(() ->
                        changed ? Optional.of("has no rows").filter(_ -> rows == 0) : Optional.of("was not written"))
                .map(what -> file + " " + what);
    }
}
