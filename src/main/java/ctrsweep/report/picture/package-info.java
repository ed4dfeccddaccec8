/// The main pictures of a sweep as PNG files.
///
/// XChart draws them, on AWT without a display. No other package may load AWT, which takes longer than most
/// commands. The colours are Okabe and Ito's (2008), which colour-blind people can distinguish.
@org.jspecify.annotations.NullMarked
package ctrsweep.report.picture;
