/// Data sets of delimited text files, as `data.table` of a config describes them; nothing about one of them is
/// in the code.
///
/// [RowSource] reads the files and joins further ones to their rows; a row that cannot be read ends the reading
/// or is left out ([BadRows]). [TableEncoding] reads them once: [FieldCoder]s make of each [Row] the numbers of
/// its values, and of what is [Derived] from several of its columns, which [FieldPlaces] adds to the row; these
/// go into columns ([ctrsweep.data.column]). Then [TableSplit] says which rows train, [EncoderFitting]
/// learns from those alone what the coders must know, and when the columns are put together numbers become ids
/// and are scaled. [TableFile] finds the columns again; [TableDataset] hands them out, and encodes further rows
/// by what they know ([Encoding]).
@org.jspecify.annotations.NullMarked
package ctrsweep.data.table;
