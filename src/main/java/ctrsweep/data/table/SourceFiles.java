package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.data.column.Fingerprint;
import ctrsweep.files.FileProblem;
import ctrsweep.files.Sha256;
import ctrsweep.settings.TableField;
import ctrsweep.settings.TableJoin;
import ctrsweep.settings.TableSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// All files that a table is made of.
record SourceFiles(List<Path> list) {
    SourceFiles {
        list = List.copyOf(list);
    }

    /// @param folder that their names are looked up in
    static SourceFiles of(Path folder, TableSettings settings) {
        Stream<String> rows = Stream.of(SplitPart.values()).flatMap(part -> part.files(settings).stream());
        Stream<String> joined = settings.joinedFiles().stream().map(TableJoin::file);
        Stream<String> vocabularies = settings.modelFields().stream().flatMap(SourceFiles::vocabulary);
        return new SourceFiles(Stream.of(rows, joined, vocabularies)
                .flatMap(files -> files)
                .distinct()
                .map(folder::resolve)
                .toList());
    }

    private static Stream<String> vocabulary(TableField field) {
        TableField.Ids ids =
                switch (field) {
                    case TableField.Sparse one -> one.ids();
                    case TableField.Sequence many -> many.ids();
                    case TableField.Dense _ -> new TableField.Listed(List.of());
                };
        return ids instanceof TableField.OfFile(String file) ? Stream.of(file) : Stream.empty();
    }

    /// By their names, sizes and times, without reading them.
    ///
    /// @param words further things that the columns depend on
    /// @throws DataException when one is missing
    Fingerprint fingerprint(String words) {
        Fingerprint.Parts parts = new Fingerprint.Parts().text(words);
        for (Path file : list) {
            try {
                parts.file(file);
            } catch (NoSuchFileException e) {
                throw new DataException("%s: no such file%s".formatted(file, TextFormat.MISSING), e);
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
        return parts.fingerprint();
    }

    /// Their sizes together.
    long bytes() throws IOException {
        long bytes = 0;
        for (Path file : list) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /// SHA-256 over the bytes of all files, each preceded by its length.
    ///
    /// @throws DataException when one cannot be read
    String digest() {
        MessageDigest digest = Sha256.digest();
        for (Path file : list) {
            try (InputStream in = Files.newInputStream(file)) {
                digest.update(("\n" + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
                in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static DataException unreadable(Path file, IOException e) {
        return new DataException("%s: cannot be read: %s".formatted(file, FileProblem.of(e)), e);
    }
}
