package ctrsweep.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.spi.FileSystemProvider;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder of an object store, through a file system provider of `java.nio.file`. It only copies, lists and deletes:
/// object stores can neither move, append nor lock. Names of files are relative, with slashes.
///
/// @param uri what it is called and stored as
/// @param root the same folder for its provider
public record RemoteFolder(OutputsUri uri, Path root) {
    /// Loaded once for each folder: libraries have native parts and threads.
    private static final Map<Path, ClassLoader> LIBRARIES = new ConcurrentHashMap<>();

    private static final int LONGEST_REASON = 200;
    private static final Pattern STATUS = Pattern.compile("Status Code: (\\d+)");
    private static final Pattern DETAILS = Pattern.compile("\\s*\\((Service|SDK)\\b[^)]*\\)");

    /// @param jars the folder of the user's libraries, which need not exist
    /// @throws UnreachableException when there is no provider for its scheme
    public static RemoteFolder open(OutputsUri uri, Path jars) {
        FileSystemProvider provider = provider(uri, jars);
        URI place = URI.create(uri + "/");
        try {
            return new RemoteFolder(uri, path(provider, place));
        } catch (IOException | RuntimeException e) {
            throw unreachable(uri, e);
        }
    }

    private static Path path(FileSystemProvider provider, URI place) throws IOException {
        try {
            return provider.getPath(place);
        } catch (FileSystemNotFoundException _) {
            return provider.newFileSystem(place, Map.of()).provider().getPath(place);
        }
    }

    private static FileSystemProvider provider(OutputsUri uri, Path jars) {
        try {
            ClassLoader libraries = LIBRARIES.computeIfAbsent(
                    jars, _ -> new URLClassLoader(urls(uri, jars), RemoteFolder.class.getClassLoader()));
            return Stream.concat(
                            FileSystemProvider.installedProviders().stream(),
                            ServiceLoader.load(FileSystemProvider.class, libraries).stream()
                                    .map(ServiceLoader.Provider::get))
                    .filter(provider -> provider.getScheme().equalsIgnoreCase(uri.scheme()))
                    .findFirst()
                    .orElseThrow(() -> withoutProvider(uri, jars));
        } catch (ServiceConfigurationError e) {
            throw unreachable(uri, e);
        }
    }

    private static URL[] urls(OutputsUri uri, Path jars) {
        if (!Files.isDirectory(jars)) {
            return new URL[0];
        }
        List<URL> urls = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(jars, "*.jar")) {
            for (Path file : files) {
                urls.add(url(file));
            }
        } catch (IOException e) {
            throw unreachable(uri, e);
        }
        return urls.toArray(URL[]::new);
    }

    private static URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }

    private static UnreachableException withoutProvider(OutputsUri uri, Path jars) {
        String library = uri.scheme().matches("s3x?")
                ? "software.amazon.nio.s3:aws-java-nio-spi-for-s3 and its dependencies"
                : "a FileSystemProvider of java.nio.file for it";
        String message =
                "%s: no library here reads and writes %s: put the jars of %s into %s, or name their folder in CTRSWEEP_LIB"
                        .formatted(uri, uri.scheme(), library, jars);
        return new UnreachableException(message, new IOException(message));
    }

    private static UnreachableException unreachable(OutputsUri uri, Throwable problem) {
        return new UnreachableException(
                "%s cannot be used: %s".formatted(uri, reason(problem)), new IOException(problem));
    }

    /// The folder of that name below this one.
    public RemoteFolder folder(String name) {
        return new RemoteFolder(uri.resolve(name), root.resolve(name + "/"));
    }

    /// Writes a file and deletes it again.
    ///
    /// @throws UnreachableException when that fails
    public void requireWritable() {
        String name = ".probe-" + UUID.randomUUID();
        try {
            write(name, "may this be written?\n");
            read(name);
            delete(name);
        } catch (IOException e) {
            throw unreachable(uri, e);
        }
    }

    /// The URI of a file, as it is recorded.
    public String uri(String name) {
        return uri.resolve(name).text();
    }

    /// Whether a recorded URI names a file in this folder.
    public boolean holds(String recorded) {
        return recorded.startsWith(uri + "/");
    }

    /// The name of a file in this folder that was recorded by its URI.
    public String name(String recorded) {
        return recorded.substring(uri.text().length() + 1);
    }

    /// All files below this folder, in the order of their names.
    public List<String> list() throws IOException {
        return checked(() -> {
            String all = root.toUri().getPath();
            try (Stream<Path> paths = Files.walk(root)) {
                return paths.filter(Files::isRegularFile)
                        .map(path -> path.toUri().getPath().substring(all.length()))
                        .map(name -> name.startsWith("/") ? name.substring(1) : name)
                        .sorted()
                        .toList();
            } catch (NoSuchFileException _) {
                return List.of();
            }
        });
    }

    /// Whether there is a file of that size.
    public boolean holds(String name, long bytes) throws IOException {
        return checked(() -> {
            try {
                return Files.size(root.resolve(name)) == bytes;
            } catch (NoSuchFileException _) {
                return false;
            }
        });
    }

    /// The text of a small file; empty if there is none.
    public Optional<String> read(String name) throws IOException {
        return checked(() -> {
            try {
                return Optional.of(Files.readString(root.resolve(name)));
            } catch (NoSuchFileException _) {
                return Optional.empty();
            }
        });
    }

    public void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public void write(String name, byte[] bytes) throws IOException {
        Path local = Files.createTempFile("ctrsweep-", ".bin");
        try {
            Files.write(local, bytes);
            put(local, name);
        } finally {
            Files.delete(local);
        }
    }

    /// Stores a copy of a local file, in place of the former one.
    public void put(Path local, String name) throws IOException {
        checked(() -> {
            Path target = root.resolve(name);
            if (target.getFileSystem().equals(FileSystems.getDefault())) {
                Files.createDirectories(target.toAbsolutePath().getParent());
            }
            return Files.copy(local, target, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    /// Copies a file to a local one, which has its name only once it is complete.
    public void get(String name, Path local) throws IOException {
        Files.createDirectories(local.toAbsolutePath().getParent());
        Path part = PartFile.beside(local);
        try {
            checked(() -> Files.copy(root.resolve(name), part, StandardCopyOption.REPLACE_EXISTING));
            Files.move(part, local, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// The whole content of a file.
    ///
    /// @throws NoSuchFileException when there is none
    public byte[] bytes(String name) throws IOException {
        return checked(() -> Files.readAllBytes(root.resolve(name)));
    }

    /// Deletes a file, if it is there.
    public void delete(String name) throws IOException {
        checked(() -> Files.deleteIfExists(root.resolve(name)));
    }

    /// Reads a file again.
    ///
    /// @throws IOException when it is not what was written
    public void requireSame(String name, String sha256) throws IOException {
        String digest = sha256(name);
        if (!digest.equals(sha256)) {
            throw new IOException("%s was stored with the sha256 %s, not %s".formatted(uri(name), digest, sha256));
        }
    }

    private String sha256(String name) throws IOException {
        return checked(() -> {
            MessageDigest digest = Sha256.digest();
            try (InputStream in = new DigestInputStream(Files.newInputStream(root.resolve(name)), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        });
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    /// Providers also throw exceptions of their own, with the reason at the bottom.
    private static <T> T checked(Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new IOException(reason(e), e);
        }
    }

    /// One line of the innermost cause, without the ids of requests.
    static String reason(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause instanceof IOException file
                ? FileProblem.of(file)
                : Optional.ofNullable(cause.getMessage())
                        .orElse(cause.getClass().getSimpleName());
        String line = DETAILS.matcher(message.lines().findFirst().orElse(""))
                .replaceAll("")
                .strip();
        if (line.isEmpty()) {
            Matcher status = STATUS.matcher(message);
            line = status.find()
                    ? "status code " + status.group(1)
                    : cause.getClass().getSimpleName();
        }
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "..." : line;
    }
}
