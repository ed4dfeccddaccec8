/// Data sets as the model sees them: a schema of fields, and rows as columns of numbers.
///
/// [Datasets] names them. Delimited files of any kind are described by the config: package `table`. MovieLens-100K
/// is such a table, described by `movielens.json` ([MovieLens]); its folder is found or downloaded as [DataPlaces]
/// say. Generated clicks come from a [PlantedWorld], so the best reachable metrics are known. Everything random
/// follows from numbers that are passed in ([NumberedStreams]). [ctrsweep.metric.Metrics] and
/// [ctrsweep.metric.Ranking] measure scores against the labels of rows; they are here because generated data must
/// be measured too. The CSV library is used only here.
///
/// Rows need not be in memory: [TableRows] reads them from tables that are mapped (`data.column`), and [MappedRows]
/// is an order of them. `data.bytes` parses text fast, `data.text` reads files as people have them.
@org.jspecify.annotations.NullMarked
package ctrsweep.data;
