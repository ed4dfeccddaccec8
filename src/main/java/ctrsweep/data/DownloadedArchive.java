package ctrsweep.data;

import ctrsweep.files.FileTree;
import ctrsweep.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A zip file on the network with a data set in it.
///
/// @param folder the folder in the zip that holds the files, and in the cache
/// @param sha256 the files that are wanted, by name, each with its hash
/// @param terms what to know before using it
record DownloadedArchive(URI address, String folder, SortedMap<String, String> sha256, String terms) {
    static final DownloadedArchive MOVIELENS_100K = new DownloadedArchive(
            URI.create("https://files.grouplens.org/datasets/movielens/ml-100k.zip"),
            "ml-100k",
            new TreeMap<>(Map.of(
                    "u.data", "06416e597f82b7342361e41163890c81036900f418ad91315590814211dca490",
                    "u.item", "553841ebc7de3a0fd0d6b62a204ea30c1e651aacfb2814c7a6584ac52f2c5701",
                    "u.user", "f120e114da2e8cf314fd28f99417c94ae9ddf1cb6db8ce0e4b5995d40e90e62c")),
            "MovieLens-100K is GroupLens': for research, not to be redistributed, not for revenue; "
                    + "https://files.grouplens.org/datasets/movielens/ml-100k-README.txt");

    private static final int FILE_LIMIT = 64 << 20;
    private static final int NOTES = 5;

    DownloadedArchive {
        sha256 = Collections.unmodifiableSortedMap(new TreeMap<>(sha256));
    }

    /// The folder below the cache, downloaded if it is not there yet. What is there is complete: files are
    /// checked before the folder gets its name.
    Path in(Path cache, Consumer<String> notes) {
        Path target = cache.resolve(folder);
        if (Files.exists(target)) {
            return requireComplete(target);
        }
        notes.accept("downloading %s to %s".formatted(address, target));
        notes.accept(terms);
        try {
            Files.createDirectories(cache);
            Path work = Files.createTempDirectory(cache, folder + "-");
            try {
                Path zip = work.resolve("download.zip");
                download(zip, notes);
                unpack(zip, Files.createDirectory(work.resolve(folder)));
                settle(work.resolve(folder), target);
            } finally {
                FileTree.delete(work);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("interrupted", e);
        } catch (IOException e) {
            throw failed(e.toString(), e);
        }
        notes.accept("kept in %s".formatted(target));
        return target;
    }

    private Path requireComplete(Path target) {
        for (String name : sha256.keySet()) {
            if (!Files.isRegularFile(target.resolve(name))) {
                throw incomplete(target, name + " is missing");
            }
            if (!hash(target.resolve(name)).equals(sha256.get(name))) {
                throw incomplete(target, name + " is not as it was downloaded");
            }
        }
        return target;
    }

    private static String hash(Path file) {
        try {
            return Sha256.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new DataException("%s: cannot be read: %s".formatted(file, e), e);
        }
    }

    private static DataException incomplete(Path target, String what) {
        return new DataException("%s: %s; delete the folder and it is downloaded anew".formatted(target, what));
    }

    private void download(Path zip, Consumer<String> notes) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(30))
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(60))
                    .build();
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw failed("the server answers %d".formatted(response.statusCode()), null);
                }
                save(body, response.headers().firstValueAsLong("Content-Length").orElse(-1), zip, notes);
            }
        }
    }

    /// @param length of the body in bytes, -1 if unknown
    private static void save(InputStream body, long length, Path zip, Consumer<String> notes) throws IOException {
        long step = length > 0 ? Math.max(1, length / NOTES) : 1 << 20;
        long done = 0;
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(zip)) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                out.write(buffer, 0, read);
                if (done / step != (done + read) / step) {
                    notes.accept("  " + megabytes(done + read) + (length > 0 ? " of " + megabytes(length) : ""));
                }
                done += read;
            }
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /// Writes the wanted files. Nothing is written for others, but a name that leads out of the folder
    /// condemns all.
    private void unpack(Path zip, Path into) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            file.stream().forEach(entry -> requireInside(into, entry));
            for (String name : sha256.keySet()) {
                ZipEntry entry = file.getEntry(folder + "/" + name);
                if (entry == null) {
                    throw failed("there is no %s/%s in it".formatted(folder, name), null);
                }
                try (InputStream content = file.getInputStream(entry)) {
                    byte[] bytes = content.readNBytes(FILE_LIMIT);
                    requireHash(name, Sha256.of(bytes));
                    Files.write(into.resolve(name), bytes);
                }
            }
        }
    }

    private void requireInside(Path folder, ZipEntry entry) {
        boolean inside;
        try {
            inside = folder.resolve(entry.getName()).normalize().startsWith(folder);
        } catch (InvalidPathException _) {
            inside = false;
        }
        if (!inside) {
            throw failed("an entry leads out of its folder: %s".formatted(entry.getName()), null);
        }
    }

    private void requireHash(String name, String found) {
        String wanted = sha256.get(name);
        if (!found.equals(wanted)) {
            throw failed("%s is not the known file: its sha256 is %s, not %s".formatted(name, found, wanted), null);
        }
    }

    /// Gives the folder its name in one move. Another process may have done it meanwhile: then that one
    /// stays.
    private void settle(Path ready, Path target) throws IOException {
        try {
            Files.move(ready, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.exists(target)) {
                throw e;
            }
            requireComplete(target);
        }
    }

    private DataException failed(String what, @Nullable Throwable cause) {
        String message =
                "%s: not downloaded: %s; nothing was kept. Try again, or unpack the file yourself and set data_dir to its folder"
                        .formatted(address, what);
        return new DataException(message, cause);
    }
}
