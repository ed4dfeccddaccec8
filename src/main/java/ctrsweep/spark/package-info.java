/// Spark as the place of a launch's workers: a job whose tasks are workers. Spark gives them places and starts lost
/// ones again; the database gives each trial to one worker.
///
/// The only package that uses Spark, whose libraries are not part of the product: its classes are loaded by Spark,
/// from the jars that were submitted. Everything else of the product, with its libraries, is loaded once more by a
/// [ctrsweep.spark.ProductClassLoader] that does not see Spark's libraries, so that versions cannot clash. The two
/// sides call each other through the types of this package that do not mention Spark: [ctrsweep.spark.SparkProgram]
/// and [ctrsweep.spark.SparkCluster].
@org.jspecify.annotations.NullMarked
package ctrsweep.spark;
