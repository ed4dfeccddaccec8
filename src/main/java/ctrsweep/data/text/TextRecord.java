package ctrsweep.data.text;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A record of a text.
///
/// @param line its first, from 1
/// @param lines how many it takes: more than one where a value in quotes has line breaks
public record TextRecord(long line, long lines, List<String> values) {
    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");

    public TextRecord {
        if (line < 1 || lines < 1) {
            throw new IllegalArgumentException("a record cannot take %d lines from line %d".formatted(lines, line));
        }
    }

    /// Its last line.
    public long lastLine() {
        return line + lines - 1;
    }

    /// Its lines as they are without regard to quotes, each with as many values as it has separators and one more.
    private Stream<List<String>> plainLines(String separator) {
        Pattern split = Pattern.compile(separator, Pattern.LITERAL);
        return LINE_BREAK.splitAsStream(String.join(separator, values)).map(plain -> List.of(split.split(plain, -1)));
    }

    /// Whether the record is several rows that a quote which should not be there has made one.
    ///
    /// @param isRow whether a line would be a row, were there no quotes; two such lines are a sign
    public boolean hasSwallowedRows(String separator, Predicate<List<String>> isRow) {
        return lines > 1 && plainLines(separator).filter(isRow).count() > 1;
    }

    /// The same where a row can be told by its number of columns alone: all lines must be rows, of more than two
    /// columns, for text with line breaks may have commas as well.
    public boolean isMadeOfRows(String separator, int columns) {
        return lines > 1 && columns > 2 && plainLines(separator).allMatch(plain -> plain.size() == columns);
    }
}
