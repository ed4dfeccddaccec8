package ctrsweep.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ctrsweep.model.Model;
import ctrsweep.model.Script;
import ctrsweep.model.ScriptArchive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// A script of a test's own, which calls those of the models.
///
/// @param code the class `probe.Probe`
/// @param attributes its values
/// @param kernels say which scripts it can call
record Probe(String code, Map<String, Object> attributes, Model.Kernels kernels) {
    /// One that calls the scripts of models that train alone.
    Probe(String code, Map<String, Object> attributes) {
        this(code, attributes, new Model.Kernels(false, false));
    }

    /// Calls `forward` on the CPU.
    float[] call(Function<NDManager, NDList> arguments) throws IOException {
        Torch torch = Torch.start();
        torch.prepareThread();
        byte[] models = ScriptArchive.of(new Script("probe", "Probe", attributes), "fm", kernels);
        try (NDManager manager = torch.manager(Device.cpu());
                PtSymbolBlock probe = JniUtils.loadModule(
                        Torch.torch(manager), new ByteArrayInputStream(withCode(models)), false, false)) {
            NDArray result =
                    IValueUtils.forward(probe, arguments.apply(manager), true).singletonOrThrow();
            return result.toFloatArray();
        }
    }

    private byte[] withCode(byte[] archive) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            store(out, "m/code/__torch__/probe.py", code.getBytes(StandardCharsets.UTF_8));
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                store(out, entry.getName(), in.readAllBytes());
            }
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream out, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
