package ctrsweep.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A TorchScript archive: a stored zip of script texts and one pickled object, made in memory.
public final class ScriptArchive {
    /// The scripts that every archive holds.
    private static final List<String> ALWAYS = List.of("activations");

    /// The scripts of every archive for trials that train alone.
    private static final List<String> SINGLE =
            List.of("draws", "layers", "embedding", "losses", "output", "optim", "training", "exported", "proof");

    /// One of them is an archive's `products.py`: a libtorch without oneDNN cannot load a script that names it.
    private static final List<String> PRODUCTS = List.of("onednn", "plain");

    /// The scripts of every archive for fused steps, in the folder `fused`.
    private static final List<String> FUSED =
            List.of("draws", "layers", "embedding", "losses", "output", "optim", "training", "proof");

    /// All scripts.
    public static final List<String> SCRIPTS = Stream.of(
                    Stream.of(ALWAYS, SINGLE, PRODUCTS, ModelName.scripts()).flatMap(List::stream),
                    Stream.of(FUSED, ModelName.scripts()).flatMap(List::stream).map(script -> "fused/" + script))
            .flatMap(scripts -> scripts)
            .toList();

    private ScriptArchive() {}

    public static byte[] of(Model model) {
        return of(model.script(), model.architecture(), model.kernels());
    }

    /// @param architecture name of the script that becomes `model.py`
    public static byte[] of(Script object, String architecture, Model.Kernels kernels) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            List<Tensor> tensors = new ArrayList<>();
            store(zip, "m/data.pkl", Pickle.of(object, tensors));
            for (int i = 0; i < tensors.size(); i++) {
                store(zip, "m/data/" + i, tensors.get(i).bytes);
            }
            for (String script : ALWAYS) {
                store(zip, "m/code/__torch__/" + script + ".py", text(script));
            }
            String folder = kernels.fused() ? "fused/" : "";
            for (String script : kernels.fused() ? FUSED : SINGLE) {
                store(zip, "m/code/__torch__/" + script + ".py", text(folder + script));
            }
            if (!kernels.fused()) {
                store(zip, "m/code/__torch__/products.py", text(kernels.onednn() ? "onednn" : "plain"));
            }
            store(zip, "m/code/__torch__/model.py", text(folder + architecture));
            store(zip, "m/constants.pkl", Pickle.emptyTuple());
            // Below 10 libtorch brings back operators as they once were: 7 / 2 = 3.
            store(zip, "m/version", "10\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// The text of a script.
    public static byte[] text(String script) {
        String path = "/ctrsweep/model/code/" + script + ".py";
        try (InputStream in = ScriptArchive.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("no script at " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
