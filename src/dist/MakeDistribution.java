import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Makes what a user unpacks: a Java runtime, the program with its libraries, and a launcher, for the platform that
/// this runs on. `./mvnw package -Pdist` calls it.
///
/// jpackage's launcher is not used: it gives every command the same options of Java, and `sweep` does not.
final class MakeDistribution {
    /// What the program and its libraries use; `java.desktop` draws pictures, Hardwood reports to `jdk.jfr`,
    /// `jdk.crypto.ec` serves TLS of databases.
    private static final String MODULES = String.join(
            ",",
            "java.desktop",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.security.jgss",
            "java.sql",
            "jdk.charsets",
            "jdk.crypto.ec",
            "jdk.httpserver",
            "jdk.jfr",
            "jdk.management",
            "jdk.unsupported",
            "jdk.zipfs");

    private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dll|jnilib|dylib)");

    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    private final Path sources;
    private final Path built;
    private final Path image;

    /// Found in the path of each native library of this platform.
    private final Pattern platform;

    private MakeDistribution(Path sources, Path built, String version, String platform) {
        this.sources = sources;
        this.built = built;
        image = built.resolve("dist").resolve("ctrsweep-" + version);
        this.platform = folders(platform);
    }

    /// @param platform such as `linux-x86_64`
    private static Pattern folders(String platform) {
        String system = platform.replaceFirst("-.*", "");
        String names =
                switch (system) {
                    case "osx" -> "osx|mac|darwin";
                    case "win" -> "win|windows|win32";
                    default -> system;
                };
        String processors = platform.endsWith("x86_64") ? "x86_64|x86-64|amd64" : "aarch64|arm64";
        return Pattern.compile("(?i)\\b(%s)[/-](%s)/".formatted(names, processors));
    }

    /// @param args the project's folder, the folder of the build, the version, and the platform's name
    public static void main(String[] args) throws IOException, InterruptedException {
        MakeDistribution distribution = new MakeDistribution(Path.of(args[0]), Path.of(args[1]), args[2], args[3]);
        distribution.make();
        distribution.pack("ctrsweep-%s-%s".formatted(args[2], args[3]));
    }

    private void make() throws IOException, InterruptedException {
        remove(image.getParent());
        Files.createDirectories(image.getParent());
        linkRuntime();
        Path app = Files.createDirectories(image.resolve("app"));
        copy(built.resolve("ctrsweep.jar"), app.resolve("ctrsweep.jar"));
        Files.createDirectories(app.resolve("lib"));
        for (Path library : list(built.resolve("lib"))) {
            copyForThisPlatform(library, app.resolve("lib").resolve(library.getFileName()));
        }
        Path launchers = sources.resolve("src").resolve("dist");
        for (String file : List.of("start.sh", "queries.options")) {
            copy(launchers.resolve(file), app.resolve(file));
        }
        Path bin = Files.createDirectories(image.resolve("bin"));
        String launcher = WINDOWS ? "sweep.cmd" : "sweep";
        copy(launchers.resolve(launcher), bin.resolve(launcher));
        copy(sources.resolve("LICENSE"), image.resolve("LICENSE"));
        makeCache(app);
    }

    private void linkRuntime() throws IOException {
        int code = ToolProvider.findFirst("jlink")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--add-modules",
                        MODULES,
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--compress=zip-9",
                        "--generate-cds-archive",
                        "--output",
                        image.resolve("runtime").toString());
        require(code, "jlink");
        // The archive for heaps of more than 32 GB.
        Files.deleteIfExists(image.resolve("runtime").resolve("lib").resolve("server").resolve("classes_nocoops.jsa"));
    }

    /// Leaves out native libraries of other platforms.
    private void copyForThisPlatform(Path from, Path to) throws IOException {
        try (JarFile jar = new JarFile(from.toFile())) {
            List<JarEntry> entries = jar.stream().toList();
            if (entries.stream().allMatch(this::isWanted)) {
                copy(from, to);
                return;
            }
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(to))) {
                for (JarEntry entry : entries) {
                    if (isWanted(entry)) {
                        JarEntry kept = new JarEntry(entry.getName());
                        kept.setTime(entry.getTime());
                        out.putNextEntry(kept);
                        jar.getInputStream(entry).transferTo(out);
                    }
                }
            }
        }
    }

    private boolean isWanted(JarEntry entry) {
        return !NATIVE.matcher(entry.getName()).matches()
                || platform.matcher(entry.getName()).find();
    }

    /// Makes the cache that queries start from, with the runtime that will read it.
    private void makeCache(Path app) throws IOException, InterruptedException {
        Path ready = app.resolve("ready");
        String jar = app.resolve("ctrsweep.jar").toString();
        String options = "@" + app.resolve("queries.options");
        java(options, "-cp", jar, "ctrsweep.cli.StartupCache", "prepare", ready.toString());
        java(
                options,
                "-Dorg.sqlite.lib.path=" + ready,
                "-XX:AOTCacheOutput=" + ready.resolve("queries.aot"),
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-cp",
                String.join(System.getProperty("path.separator"), ready.resolve("picocli.jar").toString(), jar),
                "ctrsweep.cli.StartupCache",
                "perform",
                ready.toString());
        for (Path file : list(ready)) {
            String name = file.getFileName().toString();
            if (name.startsWith("startup.db") || name.endsWith(".yaml")) {
                Files.delete(file);
            }
        }
    }

    private void java(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(image.resolve("runtime").resolve("bin").resolve("java").toString()));
        command.addAll(List.of(words));
        run(command, built);
    }

    /// bsdtar, which Windows has, writes zip files as well.
    private void pack(String name) throws IOException, InterruptedException {
        Path folder = image.getParent();
        String archive = WINDOWS ? name + ".zip" : name + ".tar.gz";
        run(List.of("tar", WINDOWS ? "-acf" : "-czf", archive, image.getFileName().toString()), folder);
        System.out.println(folder.resolve(archive));
    }

    private static void run(List<String> command, Path folder) throws IOException, InterruptedException {
        require(
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .inheritIO()
                        .start()
                        .waitFor(),
                String.join(" ", command));
    }

    private static void require(int code, String what) {
        if (code != 0) {
            throw new IllegalStateException(what + " ended with exit code " + code);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException problem) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
