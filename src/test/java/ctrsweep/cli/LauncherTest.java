package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a small checkout, whose build only copies jars and whose Java only says that it was started.
class LauncherTest {
    private static final Path PRODUCT = Path.of(System.getProperty("ctrsweep.home", ""));
    private static final String JAVA = ProcessHandle.current().info().command().orElseThrow();

    @TempDir
    Path home;

    @BeforeEach
    void makeCheckout() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(home.resolve(".mvn"));
        Files.createDirectories(home.resolve("src/main"));
        Files.createDirectories(home.resolve("src/dist"));
        Files.createDirectories(home.resolve("db/migration"));
        Files.writeString(home.resolve("pom.xml"), "");
        for (String file : List.of(
                "sweep", "src/dist/start.sh", "src/dist/queries.options", ".mvn/find-jdk.sh", ".mvn/WholeJars.java")) {
            Files.copy(PRODUCT.resolve(file), home.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        jar(home.resolve("prepared/ctrsweep.jar"));
        jar(home.resolve("prepared/lib/library.jar"));
        script("mvnw", """
                echo mvnw >>"$(dirname "$0")/builds"
                cd "$(dirname "$0")"
                for word; do case $word in -Dctrsweep.build=*) part=${word#*=} ;; esac; done
                : >"$part/ctrsweep.jar"
                echo "fake build"
                while [ -e hold ]; do sleep 0.05; done
                [ ! -e broken ] || exit 1
                cp -r prepared/. "$part"
                """);
        Files.createDirectories(home.resolve("jdk/bin"));
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        script("jdk/bin/javac", "exit 1");
        script("jdk/bin/java", """
                case "$*" in
                  *WholeJars.java*) exec "%s" "$@" ;;
                  *"StartupCache prepare"*) mkdir -p "$(dirname "$0")/../../target/ready"; echo library >"$(dirname "$0")/../../target/ready/library.so" ;;
                  *StartupCache*) echo warmed >>"$(dirname "$0")/../../warmed" ;;
                  *) echo started ;;
                esac
                """.formatted(JAVA));
    }

    private void script(String name, String lines) throws IOException {
        Path file = home.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void jar(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new JarEntry("content"));
            jar.write("content".getBytes(StandardCharsets.UTF_8));
        }
    }

    private record Ended(int code, String out) {}

    /// @param before words that the launcher is started by
    private Process start(List<String> before) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(home.resolve("sweep").toString(), "list"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().put("CTRSWEEP_BUILD_WAIT", "3");
        return builder.start();
    }

    private Ended launch(String... before) throws IOException, InterruptedException {
        return ended(start(List.of(before)));
    }

    private static Ended ended(Process process) throws IOException, InterruptedException {
        try (BufferedReader out = process.inputReader()) {
            String said = String.join("\n", out.lines().toList());
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), said);
        }
    }

    private int lines(String file) throws IOException {
        Path path = home.resolve(file);
        return Files.exists(path) ? Files.readAllLines(path).size() : 0;
    }

    private void assertStarts(int builds) throws IOException, InterruptedException {
        Ended ended = launch();
        assertThat(ended.out()).endsWith("started");
        assertThat(ended.code()).isZero();
        assertThat(lines("builds")).isEqualTo(builds);
        assertThat(home.resolve(".building")).doesNotExist();
        try (Stream<Path> left = Files.list(home.resolve("target"))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("ctrsweep.jar", "lib", "ready", "complete");
        }
    }

    private void cut(String file) throws IOException {
        Files.write(home.resolve(file), new byte[0]);
    }

    @Test
    void itBuildsOnceAndStarts() throws Exception {
        assertStarts(1);
        assertThat(launch()).isEqualTo(new Ended(0, "started"));
        assertStarts(1);
        assertThat(lines("warmed")).isEqualTo(1);
    }

    @Test
    void aFileThatWasCutShortIsMadeAgainThoughItIsNew() throws Exception {
        assertStarts(1);
        cut("target/ctrsweep.jar");
        assertStarts(2);
        cut("target/lib/library.jar");
        assertStarts(3);
        Files.delete(home.resolve("target/lib/library.jar"));
        assertStarts(4);
        int warmed = lines("warmed");
        cut("target/ready/library.so");
        assertStarts(4);
        assertThat(lines("warmed")).isEqualTo(warmed + 1);
        assertThat(Files.readString(home.resolve("target/ready/library.so"))).isEqualTo("library\n");
    }

    @Test
    void aBuildThatWasKilledIsNoBuild() throws Exception {
        Path hold = Files.createFile(home.resolve("hold"));
        Process first = start(List.of());
        awaitBuild(first);
        first.descendants().forEach(ProcessHandle::destroyForcibly);
        first.destroyForcibly().waitFor();
        Files.delete(hold);
        assertStarts(2);
    }

    @Test
    void aBuildThatOutlivesItsLauncherDoesNoHarm() throws Exception {
        Path hold = Files.createFile(home.resolve("hold"));
        Process first = start(List.of());
        awaitBuild(first);
        ProcessHandle build = first.children().findFirst().orElseThrow();
        first.destroyForcibly().waitFor();
        Process second = start(List.of());
        awaitBuild(second);
        Files.delete(hold);
        assertThat(ended(second).out()).endsWith("started");
        build.onExit().get(60, TimeUnit.SECONDS);
        assertThat(launch()).isEqualTo(new Ended(0, "started"));
    }

    @Test
    void aSignalEndsTheBuildToo() throws Exception {
        Files.createFile(home.resolve("hold"));
        Process first = start(List.of());
        awaitBuild(first);
        List<ProcessHandle> builds = first.children().toList();
        first.destroy();
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isEqualTo(143);
        for (ProcessHandle build : builds) {
            build.onExit().get(60, TimeUnit.SECONDS);
        }
        assertThat(Files.exists(home.resolve(".building"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    private static void awaitBuild(Process launcher) throws IOException {
        BufferedReader out = launcher.inputReader();
        for (String line = out.readLine(); !"fake build".equals(line); line = out.readLine()) {
            assertThat(line).isNotNull();
        }
    }

    @Test
    void whatMavenBuiltIsUsedIfItIsWhole() throws Exception {
        jar(home.resolve("target/ctrsweep.jar"));
        jar(home.resolve("target/lib/library.jar"));
        assertStarts(0);
        Files.delete(home.resolve("target/complete"));
        cut("target/lib/library.jar");
        assertStarts(1);
    }

    @Test
    void changedSourcesAreBuiltAlsoIfTheyChangeMeanwhile() throws Exception {
        assertStarts(1);
        Files.writeString(home.resolve("src/main/Changed.java"), "");
        Files.setLastModifiedTime(
                home.resolve("src/main/Changed.java"),
                FileTime.from(Instant.now().plusSeconds(1)));
        Path hold = Files.createFile(home.resolve("hold"));
        Process second = start(List.of());
        awaitBuild(second);
        Files.delete(hold);
        assertThat(ended(second).out()).endsWith("started");
        assertStarts(3);
    }

    @Test
    void aFailedBuildIsToldAndTriedAgain() throws Exception {
        Path broken = Files.createFile(home.resolve("broken"));
        Ended ended = launch();
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).endsWith("sweep: the build failed");
        Files.delete(broken);
        assertStarts(2);
    }

    @Test
    void aLockOfNobodyIsTakenOver() throws Exception {
        Files.createDirectory(home.resolve(".building"));
        assertStarts(1);
        Process other = new ProcessBuilder("sleep", "1000").start();
        try {
            cut("target/ctrsweep.jar");
            Files.createDirectory(home.resolve(".building"));
            Files.writeString(home.resolve(".building/pid"), other.pid() + "\n");
            assertStarts(2);
            cut("target/ctrsweep.jar");
            Files.createSymbolicLink(home.resolve(".building"), Path.of(host() + " " + other.pid() + " 1"));
            assertStarts(3);
        } finally {
            other.destroyForcibly();
        }
    }

    private static String host() throws IOException {
        return new String(
                        new ProcessBuilder("uname", "-n")
                                .start()
                                .getInputStream()
                                .readAllBytes(),
                        StandardCharsets.UTF_8)
                .strip();
    }

    @Test
    void whoBuildsIsNamedAndWaitedForWithinALimit() throws Exception {
        Path hold = Files.createFile(home.resolve("hold"));
        Process first = start(List.of());
        awaitBuild(first);
        Ended second = launch();
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.out())
                .contains("sweep: waiting for process " + first.pid() + " ")
                .contains("has been building in " + home + " for more than 3 s");
        Files.delete(hold);
        assertThat(ended(first).out()).endsWith("started");
        assertThat(lines("builds")).isEqualTo(1);
    }

    @Test
    void someWhoMayNotWriteAreToldSoOrStartWhatIsBuilt() throws Exception {
        List<String> stranger = stranger();
        Ended refused = launch(stranger.toArray(String[]::new));
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out())
                .isEqualTo("sweep: " + home + " cannot be written by this user, and the product has to be built there:"
                        + " have its owner run " + home + "/sweep once, or work in a copy of your own");
        allowWriting(true);
        assertStarts(1);
        allowWriting(false);
        assertThat(launch(stranger.toArray(String[]::new))).isEqualTo(new Ended(0, "started"));
        allowWriting(true);
    }

    /// Root may write everywhere: the launcher is then started as somebody else.
    private List<String> stranger() throws IOException {
        allowWriting(false);
        return System.getProperty("user.name").equals("root")
                ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                : List.of();
    }

    @Test
    void aLibtorchOfTheUsersOwnGetsTheFlavourThatThereIs() throws Exception {
        assertStarts(1);
        script("jdk/bin/java", "echo \"flavour ${PYTORCH_FLAVOR:-none}\"");
        assertThat(launch().out).isEqualTo("flavour none");
        String path = "PYTORCH_LIBRARY_PATH=" + home.resolve("torch");
        assertThat(launch("env", path).out).isEqualTo("flavour cpu");
        Files.createDirectories(home.resolve("torch"));
        Files.createFile(home.resolve("torch/libtorch_cuda.so"));
        assertThat(launch("env", path).out).isEqualTo("flavour cu128");
        assertThat(launch("env", path, "PYTORCH_FLAVOR=cu126").out).isEqualTo("flavour cu126");
    }

    private void allowWriting(boolean allowed) throws IOException {
        for (Path folder : List.of(home, home.resolve("target"))) {
            if (Files.exists(folder)) {
                Files.setPosixFilePermissions(
                        folder, PosixFilePermissions.fromString(allowed ? "rwxr-xr-x" : "r-xr-xr-x"));
            }
        }
    }
}
