/// Data sets of delimited text files and Parquet files, as `data.table` of a config describes them; nothing about
/// one of them is in the code.
///
/// [RowSource] reads the files (Parquet by [ParquetRows]) and joins further ones to their rows; a row that cannot
/// be read ends the reading or is left out ([BadRows]). [TableEncoding] reads them once: [FieldCoder]s turn each
/// [Row] into the numbers of its values, and of values that are [Derived] from several columns, which [FieldPlaces]
/// adds to the row; these are written to columns ([ctrsweep.data.column]). Then [TableSplit] chooses the rows that
/// train, [EncoderFitting] fits the encoders on those rows only, and numbers become ids and are scaled when the
/// columns are put together. [TableFile] finds the columns again; [TableDataset] hands them out.
///
/// The file of the columns also has all that encodes further rows ([Encoding]): the fitted encoders, the names of the
/// columns ([RowLayout]), and what is joined. [TableEncoders] copies this to a small file beside the weights of trials,
/// and encodes by it when the table itself has changed or is gone.
///
/// With `data.table.negatives`, each row has a user and an item. [NegativeSampler] draws items that the user has in
/// no row ([UnseenItems]) each time that rows are asked for. A negative is not written anywhere: it is a pair of
/// row numbers, the row itself and a row of the drawn item, and [ItemRows] says which fields are read from which of
/// the two ([ItemFields], [ElapsedDays], [CrossedParts]).
@org.jspecify.annotations.NullMarked
package ctrsweep.data.table;
