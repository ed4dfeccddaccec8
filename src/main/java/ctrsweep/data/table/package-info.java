/// Data sets of delimited text files, as `data.table` of a config describes them; nothing about one of them is
/// in the code.
///
/// [RowSource] reads the files and joins further ones to their rows; a row that cannot be read ends the reading
/// or is left out ([BadRows]). [TableSplit] says which rows train, [PartedRows] hands them out. [FieldCoder]s
/// learn from those alone, and then turn one row after the other into ids and numbers ([RowBuffer]), which a
/// [RowSink] keeps. [TableDataset] does these one after the other; the files are read once for each step, so
/// that the rows' texts are never all in memory.
@org.jspecify.annotations.NullMarked
package ctrsweep.data.table;
