package ctrsweep.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ctrsweep.files.Sha256;
import ctrsweep.model.Layout;
import ctrsweep.model.Model;
import ctrsweep.sweep.Outcome;
import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/// A model's weights in a safetensors file, under the names that PyTorch modules give them.
final class WeightsFile {
    private WeightsFile() {}

    /// Writes the whole file or nothing, also if the power fails.
    ///
    /// @param home the artifact's path is told relative to it where it lies below
    static Outcome.Artifact write(Path file, Path home, Torch torch, Model model, ModelState state) throws IOException {
        byte[] bytes;
        try (NDManager manager = torch.manager(Device.cpu())) {
            NDList tensors = new NDList();
            add(tensors, manager, model.weights(), state.weights);
            add(tensors, manager, model.statistics(), state.statistics);
            bytes = tensors.encode(NDList.Encoding.SAFETENSORS);
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            write(unfinished, bytes);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return new KeptFile(file, home).artifact(Outcome.Artifact.WEIGHTS, bytes.length, Sha256.of(bytes));
    }

    /// An interrupt does not end a stream of this kind, as it would a channel.
    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(bytes);
            out.getFD().sync();
        }
    }

    /// The numbers of a file that [#write] wrote.
    ///
    /// @throws IllegalArgumentException when they are not this model's
    static ModelState read(byte[] file, Torch torch, Model model) {
        Map<String, float[]> named = named(file, torch);
        return new ModelState(model.weights().flat(named), model.statistics().flat(named));
    }

    /// The numbers of such a file by name.
    ///
    /// @throws IllegalArgumentException when it is none
    static Map<String, float[]> named(byte[] file, Torch torch) {
        try (NDManager manager = torch.manager(Device.cpu())) {
            Map<String, float[]> named = new HashMap<>();
            NDList.decode(manager, new ByteArrayInputStream(file))
                    .forEach(tensor -> named.put(tensor.getName(), tensor.toFloatArray()));
            return named;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("it is not in safetensors format", e);
        }
    }

    private static void add(NDList tensors, NDManager manager, Layout layout, float[] flat) {
        var named = layout.named(flat);
        layout.parameters().forEach(parameter -> {
            long[] shape =
                    parameter.shape().stream().mapToLong(Integer::longValue).toArray();
            NDArray tensor = manager.create(named.get(parameter.name()), new Shape(shape));
            tensor.setName(parameter.name());
            tensors.add(tensor);
        });
    }
}
