/// Text files as people have them: [TextInput] opens them, unpacked where they are packed, and names files that
/// are no text; [RecordReader] takes their records apart where values may stand in quotes, and tells how many
/// lines each takes, so that a stray quote can be seen.
@org.jspecify.annotations.NullMarked
package ctrsweep.data.text;
