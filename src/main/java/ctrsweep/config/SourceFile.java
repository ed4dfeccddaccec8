package ctrsweep.config;

import ctrsweep.files.FileProblem;
import ctrsweep.files.SmallFile;
import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A file that a person wrote, as it was found.
///
/// @param name as it stands in messages
public record SourceFile(String name, String text) {
    private static final int MOST_MEGABYTES = 3;

    /// @throws ConfigException when it is not there, not a file, not readable, not UTF-8, or over 3 MB
    public static SourceFile read(Path path) {
        Path shown = shown(path);
        Place place = new Place.AtomicFile(shown.toString());
        if (path.toString().isEmpty()) {
            throw Problems.only(new Place.AtomicFile("''"), "no file has an empty name");
        }
        if (Files.notExists(path)) {
            throw Problems.only(place, "no such file" + neighbours(path, path));
        }
        if (Files.isDirectory(path)) {
            throw Problems.only(place, "is a folder, not a file");
        }
        try {
            return new SourceFile(shown.toString(), decode(SmallFile.read(path, MOST_MEGABYTES)));
        } catch (SmallFile.RefusedException e) {
            throw Problems.only(place, String.valueOf(e.getMessage()));
        } catch (CharacterCodingException e) {
            throw Problems.only(place, "is not UTF-8 text");
        } catch (AccessDeniedException e) {
            throw Problems.only(place, "may not be read: permission denied");
        } catch (IOException e) {
            throw Problems.only(place, "cannot be read: " + FileProblem.of(e));
        }
    }

    /// The document, which must be a mapping.
    ///
    /// @throws ConfigException when there is none
    Tree.Mapping mapping(Problems problems) {
        Optional<Tree> tree = Yaml.ofFile(name, text, problems);
        return switch (tree.orElseGet(() -> new Tree.Absent(new Place.AtomicFile(name)))) {
            case Tree.Mapping mapping -> mapping;
            case Tree.Absent absent -> throw Problems.only(new Place.AtomicFile(name), "is empty");
            case Tree.Listing listing -> throw Problems.only(listing.place(), "must be keys and values, not a list");
            case Tree.Leaf leaf ->
                throw Problems.only(leaf.place(), "must be keys and values, not only " + leaf.value());
        };
    }

    /// The keys of a YAML document that is no config of ours, and the place of each. A key without a value has
    /// [Value.Null].
    ///
    /// @throws ConfigException when it cannot be read
    public PlacedValues values() {
        Problems problems = new Problems();
        Tree.Mapping mapping = mapping(problems);
        problems.throwIfAny();
        Map<String, String> places = new LinkedHashMap<>();
        put("", mapping, places);
        return new PlacedValues(name, (Value.Fields) Tree.orNull(mapping), places);
    }

    private static void put(String path, Tree tree, Map<String, String> places) {
        places.put(path, tree.place().toString());
        switch (tree) {
            case Tree.Mapping mapping ->
                mapping.entries().forEach((key, entry) -> put(PlacedValues.path(path, key), entry.tree(), places));
            case Tree.Listing listing -> {
                for (int i = 0; i < listing.items().size(); i++) {
                    put(PlacedValues.path(path, i), listing.items().get(i), places);
                }
            }
            case Tree.Leaf _, Tree.Absent _ -> {}
        }
    }

    /// The shortest name of the file: relative to the working directory if it lies below it.
    static Path shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = path.toAbsolutePath().normalize();
        return whole.startsWith(here) && !whole.equals(here) ? here.relativize(whole) : path;
    }

    /// The nearest name among the YAML files of the folder where `missing` should be.
    ///
    /// @param written the path as the person gave it
    static String neighbours(Path missing, Path written) {
        Path folder = missing.toAbsolutePath().getParent();
        if (folder == null || missing.getFileName() == null || !Files.isDirectory(folder)) {
            return "";
        }
        try (var files = Files.list(folder)) {
            var names = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
                    .sorted()
                    .toList();
            return NearestName.near(String.valueOf(missing.getFileName()), names)
                    .map(name -> "; did you mean " + written.resolveSibling(name) + "?")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
