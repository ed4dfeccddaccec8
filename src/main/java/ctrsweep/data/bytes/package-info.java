/// The fast way from delimited text to numbers: lines and fields are ranges of bytes, never text objects.
///
/// It is for files without quotes, in an encoding that writes the separator and the line feed as in ASCII and
/// uses their bytes for nothing else (UTF-8, ISO-8859-1). [ByteLines] finds the fields, [ByteNumbers] reads
/// numbers, a [ByteVocabulary] numbers values. All memory is bounded by the longest line and the distinct
/// values, whatever the number of rows.
@org.jspecify.annotations.NullMarked
package ctrsweep.data.bytes;
