import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Brings a zip archive, checks its SHA-512 and unpacks it: `java Fetch.java URL SHA512 FOLDER`. A JDK is all that it
/// needs. The folder is there whole or not at all.
class Fetch {
    public static void main(String[] args) throws Exception {
        byte[] zip = bring(URI.create(args[0]));
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(zip));
        if (!hash.equals(args[1])) {
            throw new IOException(args[0] + " has SHA-512 " + hash + ", not " + args[1]);
        }
        Path folder = Path.of(args[2]).toAbsolutePath();
        Files.createDirectories(folder.getParent());
        Path unpacked = Files.createTempDirectory(folder.getParent(), "unpacking");
        unpack(zip, unpacked);
        try {
            Files.move(unpacked, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) { // else another process was faster
                throw e;
            }
        }
    }

    private static byte[] bring(URI from) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            var response = client.send(HttpRequest.newBuilder(from).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(from + " answers " + response.statusCode());
            }
            return response.body();
        }
    }

    /// Leaves out the archive's one outer folder.
    private static void unpack(byte[] zip, Path folder) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new java.io.ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = folder.resolve(entry.getName().substring(entry.getName().indexOf('/') + 1))
                        .normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("an entry outside the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.write(file, in.readAllBytes());
                }
            }
        }
    }
}
