package ctrsweep.remote;

import ctrsweep.files.FileTree;
import ctrsweep.files.RemoteFolder;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.UnwritableException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// The files of one trial in the store, and their local copies while it runs. A thread of its own copies: a thread
/// that trains may be interrupted, which providers do not expect.
///
/// A file `.claim` in the store names the machine and folder where the trial was last taken up. There the local
/// copies are at least as new; elsewhere only what is stored counts.
final class TrialCopies implements AutoCloseable {
    private static final String CLAIM = ".claim";
    private static final String UNFINISHED = ".part";

    /// Seconds between copies within an epoch, and those that a trial which is given back may take to store what it
    /// has.
    private static final long PATIENCE_SECONDS = 60;

    private final RemoteFolder sweep;
    private final RemoteFolder remote;
    private final Path local;
    private final Path home;
    private final Claimant claimant;
    private final Map<String, Stamp> stored = new TreeMap<>();
    private final ExecutorService copier = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("trial-copies").factory());
    private final AtomicBoolean waiting = new AtomicBoolean();
    private Optional<Future<?>> latest = Optional.empty();
    private long latestNanos = System.nanoTime();
    private boolean complete;

    /// Who has taken the trial up.
    ///
    /// @param place machine and folder
    record Claimant(String place, int attempt) {
        @Override
        public String toString() {
            return place + "\n" + attempt + "\n";
        }

        /// Whether a text of that form names the same place.
        boolean isHere(String text) {
            return text.startsWith(place + "\n");
        }
    }

    /// What tells a changed file from the one that was stored.
    private record Stamp(long bytes, long modifiedMillis) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime().toMillis());
        }
    }

    /// @param sweep the folder of the sweep's files in the store
    /// @param local the trial's folder on this machine, absolute
    /// @param home relative paths of artifacts start here
    TrialCopies(RemoteFolder sweep, Path local, Path home, Claimant claimant) {
        this.sweep = sweep;
        this.remote = sweep.folder(String.valueOf(local.getFileName()));
        this.local = local;
        this.home = home;
        this.claimant = claimant;
    }

    /// Brings the files of earlier attempts, and claims the trial in the store.
    void fetch() throws InterruptedException {
        await(copier.submit(() -> {
            Optional<String> before = remote.read(CLAIM);
            boolean here = before.isEmpty() || claimant.isHere(before.get());
            if (!here) {
                FileTree.delete(local);
            }
            for (String name : remote.list()) {
                Path file = local.resolve(name).normalize();
                if (!name.equals(CLAIM) && file.startsWith(local) && Files.notExists(file)) {
                    remote.get(name, file);
                    stored.put(name, Stamp.of(file));
                }
            }
            remote.write(CLAIM, claimant.toString());
            return true;
        }));
    }

    /// Stores changed files in the background. A problem of an earlier time is thrown here.
    void storeSoon() {
        latest.filter(Future::isDone).ifPresent(this::finished);
        latestNanos = System.nanoTime();
        if (waiting.compareAndSet(false, true)) {
            latest = Optional.of(copier.submit(() -> {
                waiting.set(false);
                store();
                return true;
            }));
        }
    }

    /// Stores changed files in the background, if the last time was a minute ago: there may be checkpoints within an
    /// epoch.
    void storeNowAndThen() {
        if (System.nanoTime() - latestNanos > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
            storeSoon();
        }
    }

    /// Stores what is left.
    ///
    /// @return the outcome with the URIs of its files
    Outcome stored(Outcome outcome) throws InterruptedException {
        await(copier.submit(storing()));
        complete = true;
        return outcome instanceof Outcome.Completed completed
                ? completed.withArtifacts(await(copier.submit(() -> artifacts(completed.artifacts()))))
                : outcome;
    }

    private Callable<Boolean> storing() {
        return () -> {
            store();
            return true;
        };
    }

    private void store() throws IOException {
        Set<String> here = new HashSet<>();
        for (String name : names(local)) {
            try {
                Stamp now = Stamp.of(local.resolve(name));
                if (!now.equals(stored.get(name))) {
                    remote.put(local.resolve(name), name);
                    stored.put(name, now);
                }
                here.add(name);
            } catch (NoSuchFileException _) {
                // A checkpoint that a newer one has replaced meanwhile.
            }
        }
        for (String name : List.copyOf(stored.keySet())) {
            if (!here.contains(name)) {
                remote.delete(name);
                stored.remove(name);
            }
        }
    }

    /// Deletes in the store what is not in the local folder.
    static void deleteMissing(RemoteFolder remote, Path local) throws IOException {
        for (String name : remote.list()) {
            if (Files.notExists(local.resolve(name))) {
                remote.delete(name);
            }
        }
    }

    /// The files that are there and complete. Others may be created and deleted meanwhile.
    private static List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = name(folder, file);
                if (attributes.isRegularFile() && !name.endsWith(UNFINISHED)) {
                    names.add(name);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                if (problem instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw problem;
            }
        });
        return List.copyOf(names);
    }

    /// Reads each file again: only what the store gives back is recorded.
    private List<Outcome.Artifact> artifacts(List<Outcome.Artifact> artifacts) throws IOException {
        List<Outcome.Artifact> recorded = new ArrayList<>();
        for (Outcome.Artifact artifact : artifacts) {
            Path file = home.resolve(artifact.path()).normalize();
            RemoteFolder folder = file.startsWith(local) ? remote : sweep;
            String name = name(file.startsWith(local) ? local : sweepHere(), file);
            if (file.startsWith(local) || share(file, name, artifact.bytes())) {
                folder.requireSame(name, artifact.sha256());
            }
            recorded.add(new Outcome.Artifact(artifact.kind(), folder.uri(name), artifact.bytes(), artifact.sha256()));
        }
        return List.copyOf(recorded);
    }

    private Path sweepHere() {
        return Objects.requireNonNull(local.getParent());
    }

    /// Stores a file that trials of the sweep share and whose name says what it holds, unless it is there.
    ///
    /// @return whether it was stored now
    private boolean share(Path file, String name, long bytes) throws IOException {
        if (sweep.holds(name, bytes)) {
            return false;
        }
        sweep.put(file, name);
        return true;
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private <T> T await(Future<T> copying) throws InterruptedException {
        try {
            return copying.get();
        } catch (ExecutionException e) {
            throw unwritable(e);
        }
    }

    private void finished(Future<?> copying) {
        if (copying.state() == Future.State.FAILED) {
            throw unwritable(copying.exceptionNow());
        }
    }

    private UnwritableException unwritable(Throwable problem) {
        Throwable cause =
                problem instanceof ExecutionException && problem.getCause() != null ? problem.getCause() : problem;
        IOException file = cause instanceof IOException known ? known : new IOException(cause);
        return new UnwritableException(
                "the trial's files in %s cannot be copied: %s".formatted(remote.uri(), file.getMessage()), file);
    }

    /// A trial that has no outcome stores what it has, unless another process has taken it up.
    @Override
    public void close() {
        if (!complete) {
            Future<?> last = copier.submit(() -> {
                if (remote.read(CLAIM).equals(Optional.of(claimant.toString()))) {
                    store();
                }
                return true;
            });
            waitFor(last);
        }
        copier.shutdown();
    }

    /// A problem is not told here: the trial has no outcome, and what is stored is enough to go on from.
    private static void waitFor(Future<?> copying) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        boolean interrupted = false;
        while (true) {
            try {
                copying.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException | TimeoutException e) {
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
