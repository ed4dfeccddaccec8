package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.files.FileProblem;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.TableSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Expands names of files with `*`, any characters, and `?`, any one character, to the files that match, and names of
/// folders to the files in them, by name.
final class FilePatterns {
    private static final Pattern WILDCARD = Pattern.compile("[*?]");

    private final Path folder;
    /// The setting of each file so far.
    private final Map<String, String> settings = new HashMap<>();

    private FilePatterns(Path folder) {
        this.folder = folder;
    }

    /// @param folder that names are looked up in
    /// @throws DataException when no file matches a pattern, or one is named twice
    static DataSettings expanded(Path folder, DataSettings data) {
        TableSettings table = data.table();
        if (Stream.of(table.files(), table.validationFiles(), table.testFiles())
                .flatMap(List::stream)
                .noneMatch(name -> isPattern(name) || Files.isDirectory(folder.resolve(name)))) {
            return data;
        }
        FilePatterns patterns = new FilePatterns(folder);
        return data.asTable(table.withFiles(
                patterns.expanded("data.table.files", table.files()),
                patterns.expanded("data.table.validation_files", table.validationFiles()),
                patterns.expanded("data.table.test_files", table.testFiles())));
    }

    private static boolean isPattern(String name) {
        return WILDCARD.matcher(name).find();
    }

    private List<String> expanded(String setting, List<String> names) {
        List<String> all = new ArrayList<>();
        for (String name : names) {
            List<String> found = found(setting, name);
            for (String file : found) {
                String before = settings.put(file, setting);
                if (before != null) {
                    throw new DataException(
                            "%s: %s is named by %s already; narrow a pattern".formatted(setting, file, before));
                }
            }
            all.addAll(found);
        }
        return all;
    }

    private List<String> found(String setting, String name) {
        if (isPattern(name)) {
            return matching(setting, name);
        }
        return Files.isDirectory(folder.resolve(name)) ? within(setting, name) : List.of(name);
    }

    /// The files in a folder, without those that Spark leaves beside its own: `_SUCCESS` and hidden ones.
    private List<String> within(String setting, String name) {
        List<String> files = below(Path.of(name), "*")
                .filter(file -> Files.isRegularFile(folder.resolve(file)))
                .filter(file -> !String.valueOf(file.getFileName()).startsWith("_"))
                .map(Path::toString)
                .sorted()
                .toList();
        if (files.isEmpty()) {
            throw new DataException("%s: there is no file in the folder %s; files in folders below it match %s"
                    .formatted(setting, folder.resolve(name), Path.of(name, "*", "*")));
        }
        return files;
    }

    private List<String> matching(String setting, String pattern) {
        Path given = Path.of(pattern);
        List<Path> found = List.of(Optional.ofNullable(given.getRoot()).orElse(Path.of("")));
        for (Path part : given) {
            found = found.stream()
                    .flatMap(parent -> below(parent, part.toString()))
                    .toList();
        }
        List<String> files = found.stream()
                .filter(file -> Files.isRegularFile(folder.resolve(file)))
                .map(Path::toString)
                .sorted()
                .toList();
        if (files.isEmpty()) {
            throw new DataException(
                    "%s: no file matches %s in %s%s".formatted(setting, pattern, folder, TextFormat.MISSING));
        }
        return files;
    }

    private static String expression(int sign) {
        return switch (sign) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(sign));
        };
    }

    /// Files and folders whose name matches; those that begin with a point only if the pattern does.
    private Stream<Path> below(Path parent, String pattern) {
        if (!isPattern(pattern)) {
            return Stream.of(parent.resolve(pattern));
        }
        Path place = folder.resolve(parent);
        if (!Files.isDirectory(place)) {
            return Stream.empty();
        }
        Pattern matching = Pattern.compile(
                pattern.codePoints().mapToObj(FilePatterns::expression).collect(Collectors.joining()));
        try (Stream<Path> entries = Files.list(place)) {
            return entries
                    .map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> matching.matcher(name).matches())
                    .filter(name -> pattern.startsWith(".") || !name.startsWith("."))
                    .map(parent::resolve)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new DataException("%s: cannot be listed: %s".formatted(place, FileProblem.of(e)), e);
        }
    }
}
