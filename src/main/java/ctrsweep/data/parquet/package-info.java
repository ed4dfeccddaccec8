/// Parquet files, read as the text that a CSV file of the same rows has.
///
/// [ParquetTable] reads the columns that are asked for and no others, a [ColumnBlock] of rows at a time: [BatchText]
/// says how values of each type are written, and a null is an empty text. The library for Parquet is used only here,
/// so that it is not loaded for other files; [ctrsweep.data.text.ParquetSignature] tells Parquet files from them.
@org.jspecify.annotations.NullMarked
package ctrsweep.data.parquet;
