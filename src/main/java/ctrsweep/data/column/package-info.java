/// Tables of numbers in a mapped file: encoded once, then shared by all trials and processes.
///
/// A file holds several tables (the splits of a data set, the values of a vocabulary), a table columns of equal
/// row counts ([ColumnType]). A [FileWriter] takes rows one at a time and keeps none; [ColumnFile] maps what was
/// written; a [ColumnCache] finds the file of a [Fingerprint] in a folder or has it built; a [Batch] gathers rows
/// in any order into memory that is used again. Nothing here knows where the numbers come from.
///
/// ## Format, version 2
/// All numbers little-endian. Offsets and lengths in bytes, from the file's beginning.
///
/// | at | what |
/// |---|---|
/// | 0 | 8 bytes `ctrcols` and a line feed |
/// | 8 | int32 version |
/// | 12 | int32 CRC-32C of the directory |
/// | 16 | int64 length of the file |
/// | 24 | int64 offset of the directory |
/// | 32 | int64 length of the directory |
/// | 40 | int32 CRC-32C of the 40 bytes before |
/// | 64 | the sections, each at a multiple of 64, zeros in between |
/// | after the sections | the directory, to the end of the file |
///
/// The directory: 32 bytes fingerprint; int32 number of tables; of each its name, int64 rows, int32 number of
/// columns; of each its name, int32 kind (0 ints, 1 floats, 2 lists, 3 texts), int32 width, and one or two
/// sections, each as int64 offset, int64 length and int32 CRC-32C of its bytes. A name is an int32 length and UTF-8.
///
/// | kind | sections |
/// |---|---|
/// | ints | (rows, width) int32, row-major |
/// | floats | (rows, width) float32, row-major |
/// | lists | (rows + 1) int64, where each row's values begin, counted in values; then the values, int32 |
/// | texts | (rows + 1) int64, where each row's bytes begin; then the bytes |
///
/// A file is written beside its place and moved there when it is whole and on the disk, so a name that is there
/// names a whole file. What was cut off or changed since, or comes from elsewhere, is known by the lengths, checksums
/// and fingerprint. The sections' checksums are compared when a process opens a file for the first time, which reads
/// all of it once, and again when a trial fails in a way that its rows could have caused ([ColumnFile#damage]).
@org.jspecify.annotations.NullMarked
package ctrsweep.data.column;
