package ctrsweep.spark;

import java.net.URL;
import java.net.URLClassLoader;

/// Loads the product and its libraries from the jars that were submitted, apart from Spark and Spark's libraries.
final class ProductClassLoader extends URLClassLoader {
    private static final String PROGRAM = "ctrsweep.cli.SparkWorkers";
    private static final String SHARED = "ctrsweep.spark.";

    private ProductClassLoader(URL[] jars) {
        super("ctrsweep", jars, ClassLoader.getPlatformClassLoader());
    }

    /// The product of this process. Loaded once: its native libraries cannot be loaded twice.
    private static final class Loaded {
        static final SparkProgram PROGRAM_HERE = load();

        private Loaded() {}
    }

    /// The product. The calling thread then finds the product's classes and resources.
    static SparkProgram program() {
        SparkProgram program = Loaded.PROGRAM_HERE;
        Thread.currentThread().setContextClassLoader(program.getClass().getClassLoader());
        return program;
    }

    private static SparkProgram load() {
        try {
            return Class.forName(PROGRAM, true, new ProductClassLoader(jars()))
                    .asSubclass(SparkProgram.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new SparkProblem(
                    "the jars that were submitted are not those of ctrsweep (target/ctrsweep.jar and target/lib/*.jar): "
                            + e,
                    e);
        }
    }

    /// The jars that Spark brought, from the class loader that it made for them.
    private static URL[] jars() {
        if (ProductClassLoader.class.getClassLoader() instanceof URLClassLoader submitted) {
            return submitted.getURLs();
        }
        throw new IllegalStateException("ctrsweep runs in Spark only by spark-submit");
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return name.startsWith(SHARED)
                ? ProductClassLoader.class.getClassLoader().loadClass(name)
                : super.loadClass(name, resolve);
    }
}
