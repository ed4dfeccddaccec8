package ctrsweep.train;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;

/// The engine, started once for the process with one thread for each computation.
///
/// Trials run side by side, a thread each, rather than each on several threads: results then do not depend on
/// how many cores there are, and the cores are better used.
public final class Torch {
    private static final String THREADS = "ctrsweep.threads";

    private final Engine engine;

    private Torch(Engine engine) {
        this.engine = engine;
    }

    /// Loads the native libraries, which takes half a second (some more the first time, when they are
    /// unpacked).
    ///
    /// @throws Devices.Unusable when the engine cannot be started, with the reason
    public static Torch start() {
        try {
            return Started.TORCH;
        } catch (LinkageError e) {
            throw new Devices.Unusable("the engine cannot be started: " + RootCause.of(e));
        }
    }

    /// Does what [#start()] does, for a measurement on several threads. Must be called before anything else starts
    /// the engine.
    public static Torch start(int threads) {
        System.setProperty(THREADS, Integer.toString(threads));
        return start();
    }

    /// Name and version of the engine: `PyTorch 2.7.1`.
    public String version() {
        return engine.getEngineName() + " " + engine.getVersion();
    }

    /// The version of libtorch: `2.7.1`.
    String libtorch() {
        return engine.getVersion();
    }

    /// The version of what calls it: `0.35.1`.
    static String djl() {
        return Engine.getDjlVersion();
    }

    boolean hasCuda() {
        return engine.getGpuCount() > 0;
    }

    /// A manager whose arrays live on `device` until it is closed.
    NDManager manager(Device device) {
        return engine.newBaseManager(device);
    }

    /// Threads have settings of their own; each thread that trains calls this first.
    void prepareThread() {
        JniUtils.setGradMode(true);
        JniUtils.setGraphExecutorOptimize(false);
    }

    static PtNDManager torch(NDManager manager) {
        return (PtNDManager) manager;
    }

    private static final class Started {
        private static final Torch TORCH = load();

        private static Torch load() {
            // Nothing may be downloaded at run time: the libraries are beside the program.
            System.setProperty("ai.djl.offline", "true");
            System.setProperty("ai.djl.pytorch.num_threads", System.getProperty(THREADS, "1"));
            System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
            if (System.getenv("PYTORCH_LIBRARY_PATH") == null) {
                EngineLibraries.ofThisMachine().removeCutFiles();
            }
            return new Torch(Engine.getEngine("PyTorch"));
        }
    }
}
