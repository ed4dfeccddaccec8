package ctrsweep.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ctrsweep.data.Rows;
import ctrsweep.model.Model;
import ctrsweep.model.ScriptArchive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// The script of models that train together, loaded once for all of them, and the rows that they last learnt from
/// and were evaluated on, which stay on the device. For one thread at a time.
final class FusedScript implements FusedEngine {
    /// Sets of rows that are kept: those learnt from, and those of validation.
    private static final int KEPT = 2;

    private final Model model;
    private final NDManager manager;
    private final NDManager host;
    private final PtSymbolBlock script;
    private final Map<String, NDArray> methods = new HashMap<>();
    private final Deque<FusedRows> kept = new ArrayDeque<>();

    /// @param model any of those that have this shape
    FusedScript(NDManager parent, Model model) {
        this.model = model;
        manager = parent.newSubManager();
        host = manager.newSubManager(Device.cpu());
        try {
            script = JniUtils.loadModule(
                    Torch.torch(manager), new ByteArrayInputStream(ScriptArchive.of(model)), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    NDManager manager() {
        return manager;
    }

    /// A manager of arrays on the CPU.
    NDManager host() {
        return host;
    }

    boolean onHost() {
        return model.kernels().host();
    }

    @Override
    public FusedModel put(List<Model> models, List<ModelState> states, List<Moments> moments) {
        return new FusedModel(this, models, states, moments);
    }

    /// Rows on the device, taken from those that are kept if they are there. Good until this has been called
    /// [#KEPT] times with others, or while a pass holds them.
    ///
    /// @param of each trial; equal objects are there once
    FusedRows rows(List<Rows> of) {
        for (FusedRows known : kept) {
            if (known.holds(of)) {
                kept.remove(known);
                kept.addFirst(known);
                return known;
            }
        }
        makeRoom();
        FusedRows rows = FusedRows.of(manager, model, of);
        kept.addFirst(rows);
        return rows;
    }

    private void makeRoom() {
        int others = 0;
        for (Iterator<FusedRows> all = kept.iterator(); all.hasNext(); ) {
            FusedRows rows = all.next();
            if (!rows.isHeld() && ++others >= KEPT) {
                all.remove();
                rows.close();
            }
        }
    }

    /// Calls a method of the script, without waiting for the device.
    ///
    /// @param learns whether it needs gradients, or makes what a method that does takes
    /// @return what it returns; to be closed
    NDList call(String method, boolean learns, NDList arguments) {
        NDList all = new NDList(arguments);
        all.add(methods.computeIfAbsent(method, this::method));
        return IValueUtils.forward(script, all, learns);
    }

    /// DJL takes the method's name from an argument's.
    private NDArray method(String name) {
        NDArray array = host.create(new float[0], new Shape(0));
        array.setName("module_method:" + name);
        return array;
    }

    @Override
    public void close() {
        List<FusedRows> rows = new ArrayList<>(kept);
        kept.clear();
        rows.forEach(FusedRows::close);
        script.close();
        manager.close();
    }
}
