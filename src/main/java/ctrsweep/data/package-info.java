/// Data sets as the model sees them: a schema of fields, and rows as columns of numbers.
///
/// [Datasets] names them. MovieLens-100K goes from files ([MovieLensTables]) through a [Split] and encoders
/// that know the training rows alone ([MovieLensEncoders]) to rows ([MovieLens]); its folder is found or
/// downloaded as [DataPlaces] say. Generated clicks come from a [PlantedWorld], so the best reachable metrics
/// are known. Delimited files of any kind are described by the config: package `table`. What is random follows
/// from numbers that are passed in ([Streams]). [Metrics] and [Ranking] measure scores against the labels of
/// rows, here because generated data must be measured too. The CSV library lives only here.
///
/// Rows need not stand in memory: [TableRows] reads them from tables that are mapped (`data.column`), where
/// [TableOfRows] writes them; `data.bytes` is the fast way there from text.
@org.jspecify.annotations.NullMarked
package ctrsweep.data;
