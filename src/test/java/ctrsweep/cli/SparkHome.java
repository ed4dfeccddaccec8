package ctrsweep.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// A Spark of libraries from Maven Central, and the product's jar with its libraries, as a package build leaves them.
///
/// @param folder that SPARK_HOME names
/// @param jar of the product
record SparkHome(Path folder, Path jar) {
    private static final Path HOME = Path.of(System.getProperty("ctrsweep.home", ""));
    private static final String VERSION = System.getProperty("spark.version", "");

    /// What `bin/spark-submit` of a distribution comes to.
    private static final String SUBMIT = """
            #!/bin/sh
            export SPARK_SCALA_VERSION=2.13
            exec "$JAVA_HOME/bin/java" $SPARK_SUBMIT_OPTS -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.SparkSubmit "$@"
            """;

    /// @param work where executors work
    static SparkHome in(Path work) throws IOException, InterruptedException {
        Path jars = jars();
        Path folder = Files.createDirectories(work.resolve("spark"));
        Files.createSymbolicLink(folder.resolve("jars"), jars);
        Path submit = Files.createDirectories(folder.resolve("bin")).resolve("spark-submit");
        Files.writeString(submit, SUBMIT);
        Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new SparkHome(folder, product(Files.createDirectories(work.resolve("product"))));
    }

    /// Fetches Spark's libraries, once for each version.
    private static Path jars() throws IOException, InterruptedException {
        Path jars = HOME.resolve("target").resolve("spark-" + VERSION);
        if (Files.isDirectory(jars)) {
            return jars;
        }
        Path part = jars.resolveSibling(jars.getFileName() + ".part");
        int code = new ProcessBuilder(
                        HOME.resolve("mvnw").toString(),
                        "--batch-mode",
                        "--quiet",
                        "--file",
                        HOME.resolve("src/test/spark/pom.xml").toString(),
                        "-Dspark.version=" + VERSION,
                        "-DoutputDirectory=" + part,
                        "dependency:copy-dependencies")
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("the libraries of Spark cannot be had");
        }
        return Files.move(part, jars);
    }

    private static Path product(Path folder) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path file = Path.of(entry);
            if (entry.endsWith(".jar") && !entry.contains("spark") && !entry.contains("scala")) {
                Files.createSymbolicLink(lib.resolve(file.getFileName()), file.toAbsolutePath());
            }
        }
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        attributes.put(Attributes.Name.CLASS_PATH, names(lib));
        Path jar = folder.resolve("ctrsweep.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            add(HOME.resolve("target").resolve("classes"), out);
        }
        return jar;
    }

    private static String names(Path lib) throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            return files.map(file -> "lib/" + file.getFileName()).sorted().collect(Collectors.joining(" "));
        }
    }

    private static void add(Path classes, JarOutputStream out) throws IOException {
        Files.walkFileTree(classes, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                out.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                copy(file, out);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void copy(Path file, OutputStream out) throws IOException {
        Files.copy(file, out);
    }

    /// A command line of the product.
    List<String> command(Path home, String... words) {
        return Stream.concat(
                        Stream.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Dctrsweep.home=" + home,
                                "-jar",
                                jar.toString()),
                        Stream.of(words))
                .toList();
    }
}
