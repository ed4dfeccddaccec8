package ctrsweep.train;

import ctrsweep.files.Sha256;
import ctrsweep.metric.Metric;
import ctrsweep.sweep.EpochReport;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A checkpoint in a file: format, trial, position, epochs, and the arrays of float32, each after its
/// length; at the end the SHA-256 of all that. Numbers are as [java.io.DataOutput] writes them, so each reads
/// back the same, NaN too.
final class CheckpointFile {
    /// The number is to be raised whenever the content changes, or equal settings train otherwise.
    private static final String FORMAT = "ctrsweep checkpoint 2";

    private static final int DIGEST_BYTES = 32;
    private static final int CHUNK_BYTES = 1 << 16;

    private CheckpointFile() {}

    /// Writes the whole file or nothing, also if the power fails.
    ///
    /// @param trial what must be the same for the numbers to go on as they would have
    static void write(Path file, String trial, Checkpoint checkpoint) throws IOException {
        Path unfinished = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + "-", ".part");
        try {
            write(unfinished.toFile(), trial, checkpoint);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /// An interrupt does not end a stream of this kind, as it would a channel.
    private static void write(File file, String trial, Checkpoint checkpoint) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (FileOutputStream end = new FileOutputStream(file);
                DataOutputStream out = new DataOutputStream(
                        new BufferedOutputStream(new DigestOutputStream(end, digest), CHUNK_BYTES))) {
            out.writeUTF(FORMAT);
            out.writeUTF(trial);
            write(out, checkpoint.position());
            write(out, checkpoint.soFar());
            out.writeInt(checkpoint.epochs().size());
            for (EpochReport epoch : checkpoint.epochs()) {
                write(out, epoch);
            }
            write(out, checkpoint.model());
            write(out, checkpoint.moments().first);
            write(out, checkpoint.moments().second);
            write(out, checkpoint.moments().average);
            write(out, checkpoint.best());
            out.flush();
            end.write(digest.digest());
            end.getFD().sync();
        }
    }

    /// @throws IOException when there is no such file, or it is damaged, or another trial's
    static Checkpoint read(Path file, String trial) throws IOException {
        verify(file);
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new FileInputStream(file.toFile()), CHUNK_BYTES))) {
            if (!in.readUTF().equals(FORMAT) || !in.readUTF().equals(trial)) {
                throw new IOException(file + " is another trial's");
            }
            Position position = new Position(in.readLong(), in.readLong(), in.readInt(), in.readInt());
            EpochSoFar soFar = new EpochSoFar(in.readLong(), in.readLong(), in.readDouble());
            int epochs = in.readInt();
            List<EpochReport> reports = new ArrayList<>();
            while (reports.size() < epochs) {
                reports.add(readEpoch(in));
            }
            ModelState model = readState(in);
            Moments moments = new Moments(readFloats(in), readFloats(in), readFloats(in));
            return new Checkpoint(position, soFar, reports, model, moments, readState(in));
        }
    }

    /// Compares the digest before any content, a length for instance, is trusted.
    private static void verify(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new FileInputStream(file.toFile())) {
            byte[] chunk = new byte[CHUNK_BYTES];
            for (long left = Files.size(file) - DIGEST_BYTES; left > 0; ) {
                int count = in.read(chunk, 0, (int) Math.min(chunk.length, left));
                if (count < 0) {
                    throw new IOException(file + " became shorter");
                }
                digest.update(chunk, 0, count);
                left -= count;
            }
            if (!MessageDigest.isEqual(digest.digest(), in.readAllBytes())) {
                throw new IOException(file + " is damaged");
            }
        }
    }

    private static void write(DataOutputStream out, Position position) throws IOException {
        out.writeLong(position.steps());
        out.writeLong(position.updates());
        out.writeInt(position.pass());
        out.writeInt(position.batch());
    }

    private static void write(DataOutputStream out, EpochSoFar soFar) throws IOException {
        out.writeLong(soFar.steps());
        out.writeLong(soFar.rows());
        out.writeDouble(soFar.losses());
    }

    private static void write(DataOutputStream out, EpochReport epoch) throws IOException {
        out.writeInt(epoch.epoch());
        out.writeDouble(epoch.lr());
        out.writeDouble(epoch.seconds());
        out.writeLong(epoch.rows());
        out.writeInt(epoch.metrics().size());
        for (Map.Entry<Metric, Double> metric : epoch.metrics().entrySet()) {
            out.writeUTF(metric.getKey().toString());
            out.writeDouble(metric.getValue());
        }
    }

    private static EpochReport readEpoch(DataInputStream in) throws IOException {
        int epoch = in.readInt();
        double lr = in.readDouble();
        double seconds = in.readDouble();
        long rows = in.readLong();
        Map<Metric, Double> metrics = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            metrics.put(Metric.of(in.readUTF()), in.readDouble());
        }
        return new EpochReport(epoch, lr, seconds, rows, metrics);
    }

    private static void write(DataOutputStream out, ModelState state) throws IOException {
        write(out, state.weights);
        write(out, state.statistics);
    }

    private static ModelState readState(DataInputStream in) throws IOException {
        return new ModelState(readFloats(in), readFloats(in));
    }

    private static void write(OutputStream out, float[] values) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        out.write(chunk.putInt(values.length).array(), 0, Integer.BYTES);
        for (int begin = 0; begin < values.length; begin += CHUNK_BYTES / Float.BYTES) {
            int count = Math.min(values.length - begin, CHUNK_BYTES / Float.BYTES);
            chunk.clear().asFloatBuffer().put(values, begin, count);
            out.write(chunk.array(), 0, count * Float.BYTES);
        }
    }

    private static float[] readFloats(DataInputStream in) throws IOException {
        float[] values = new float[in.readInt()];
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        for (int begin = 0; begin < values.length; begin += CHUNK_BYTES / Float.BYTES) {
            int count = Math.min(values.length - begin, CHUNK_BYTES / Float.BYTES);
            in.readFully(chunk.array(), 0, count * Float.BYTES);
            chunk.clear().asFloatBuffer().get(values, begin, count);
        }
        return values;
    }
}
