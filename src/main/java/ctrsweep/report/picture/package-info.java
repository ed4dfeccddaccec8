/// The main pictures of a sweep as PNG files.
///
/// XChart draws them, on AWT without a display. Nothing else in the program may load AWT, which takes longer than most
/// commands. The colours are Okabe and Ito's (2008), which people who see fewer colours can tell apart too.
@org.jspecify.annotations.NullMarked
package ctrsweep.report.picture;
