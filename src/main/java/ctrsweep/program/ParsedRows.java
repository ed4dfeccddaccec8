package ctrsweep.program;

import ctrsweep.json.JsonNumbers;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of a file of metrics: of CSV with a header, lines of JSON, or one JSON object.
///
/// @param problem why a part of the text could not be read
record ParsedRows(List<PrintedNumbers> rows, Optional<String> problem) {
    ParsedRows {
        rows = List.copyOf(rows);
    }

    /// Text fields are skipped, and so are rows without numbers.
    static ParsedRows ofTable(String text, char separator) {
        List<PrintedNumbers> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> csv =
                CsvReader.builder().fieldSeparator(separator).ofCsvRecord(text.replaceFirst("^\ufeff", ""))) {
            List<String> header = List.of();
            for (CsvRecord row : csv) {
                if (header.isEmpty()) {
                    header = row.getFields();
                } else {
                    rows.add(row(header, row.getFields()));
                }
            }
        } catch (CsvParseException e) {
            return new ParsedRows(rows, Optional.of("is not CSV: " + e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ParsedRows(rows, Optional.empty());
    }

    private static PrintedNumbers row(List<String> header, List<String> fields) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(header.size(), fields.size()); i++) {
            String name = header.get(i).strip();
            JsonNumbers.number(fields.get(i).strip()).ifPresent(number -> numbers.put(name, number));
        }
        return PrintedNumbers.of(numbers, true);
    }

    static ParsedRows ofLines(String text) {
        List<PrintedNumbers> rows = new ArrayList<>();
        Optional<String> problem = Optional.empty();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Optional<PrintedNumbers> row = object(lines.get(i));
            row.ifPresent(rows::add);
            if (row.isEmpty() && problem.isEmpty() && !lines.get(i).isBlank()) {
                problem = Optional.of("line %d is not a JSON object".formatted(i + 1));
            }
        }
        return new ParsedRows(rows, problem);
    }

    static ParsedRows ofObject(String text) {
        return object(text.strip())
                .map(row -> new ParsedRows(List.of(row), Optional.empty()))
                .orElseGet(() -> new ParsedRows(List.of(), Optional.of("is not a JSON object")));
    }

    /// The numbers of a JSON object; empty for any other text.
    static Optional<PrintedNumbers> object(String text) {
        return JsonNumbers.of(text) instanceof JsonNumbers.Read(Map<String, Double> numbers, Map<String, String> _)
                ? Optional.of(PrintedNumbers.of(numbers, true))
                : Optional.empty();
    }
}
