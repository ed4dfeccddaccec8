package ctrsweep.spark;

import java.util.List;

/// The main class for `spark-submit`: takes the words that follow `./sweep`.
public final class SparkDriver {
    private SparkDriver() {}

    public static void main(String[] words) {
        if (System.getProperty("ctrsweep.home", "").isEmpty()) {
            System.setProperty("ctrsweep.home", System.getProperty("spark.ctrsweep.home", ""));
        }
        int code;
        try (SparkJobs jobs = new SparkJobs()) {
            code = ProductClassLoader.program().drive(List.of(words), jobs);
        } catch (SparkProblem problem) {
            System.err.println("sweep: " + problem.getMessage());
            code = 1;
        }
        System.exit(code);
    }
}
