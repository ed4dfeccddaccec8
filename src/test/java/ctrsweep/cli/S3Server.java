package ctrsweep.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// An S3 server on this machine, whose objects are files in a folder: S3Proxy, in a process of its own.
///
/// @param folder whose subfolders are the buckets
record S3Server(Process process, int port, Path folder) implements AutoCloseable {
    private static final Path HOME = Path.of(System.getProperty("ctrsweep.home", ""));
    private static final String USER = "the-user";
    static final String SECRET = "the-secret-of-the-user";
    private static final long PATIENCE_SECONDS = 60;

    static S3Server start(Path work) throws IOException, InterruptedException {
        Path jars = jars("src/test/s3/pom.xml", "s3-server");
        Path folder = Files.createDirectories(work.resolve("buckets"));
        int port = freePort();
        Path settings =
                Files.writeString(work.resolve("s3proxy.properties"), """
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.identity=%s
                s3proxy.credential=%s
                s3proxy.ignore-unknown-headers=true
                jclouds.provider=filesystem-nio2
                jclouds.identity=none
                jclouds.credential=none
                jclouds.filesystem.basedir=%s
                """.formatted(port, USER, SECRET, folder));
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-DLOG_LEVEL=warn",
                        "-cp",
                        jars + "/*",
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("s3proxy.log").toFile())
                .start();
        S3Server server = new S3Server(process, port, folder);
        server.waitUntilItListens();
        return server;
    }

    /// The jars that a project file names, fetched once.
    static Path jars(String project, String name) throws IOException, InterruptedException {
        Path jars = HOME.resolve("target").resolve(name);
        if (Files.isDirectory(jars)) {
            return jars;
        }
        Path part = jars.resolveSibling(name + ".part");
        int code = new ProcessBuilder(
                        HOME.resolve("mvnw").toString(),
                        "--batch-mode",
                        "--quiet",
                        "--file",
                        HOME.resolve(project).toString(),
                        "-DoutputDirectory=" + part,
                        "-DincludeScope=runtime",
                        "dependency:copy-dependencies")
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("the jars of " + project + " cannot be had");
        }
        return Files.move(part, jars);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void waitUntilItListens() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (process.isAlive() && System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("the S3 server does not listen");
    }

    Path makeBucket(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    String uri(String bucket) {
        return "s3x://127.0.0.1:%d/%s".formatted(port, bucket);
    }

    /// A shell line that sets the variables of the client, and runs the command.
    static String environment(String secret) throws IOException, InterruptedException {
        return "export AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_REGION=us-east-1 AWS_EC2_METADATA_DISABLED=true S3_SPI_ENDPOINT_PROTOCOL=http S3_SPI_FORCE_PATH_STYLE=true CTRSWEEP_LIB=%s; exec \"$@\""
                .formatted(USER, secret, libraries());
    }

    /// Sets for this process what [#environment] sets for others.
    static void setProperties() {
        System.setProperty("aws.accessKeyId", USER);
        System.setProperty("aws.secretAccessKey", SECRET);
        System.setProperty("aws.region", "us-east-1");
        System.setProperty("s3.spi.endpoint-protocol", "http");
        System.setProperty("s3.spi.force-path-style", "true");
    }

    /// The jars that the product needs for S3.
    static Path libraries() throws IOException, InterruptedException {
        return jars("src/s3/pom.xml", "s3-libraries");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
