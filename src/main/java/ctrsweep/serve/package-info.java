/// Serves pages to browsers with the JDK's HTTP server.
///
/// [ctrsweep.serve.PageServer] answers GET and HEAD, and only under host names that cannot belong to a stranger
/// ([ctrsweep.serve.HostNames]). If it has a token, it answers only those who know it ([ctrsweep.serve.Login]).
/// Each connection has a virtual thread, so that slow clients do not block others; only a few pages are rendered at
/// the same time. A [ctrsweep.serve.Site] makes the pages in memory: no path leads to a file.
@org.jspecify.annotations.NullMarked
package ctrsweep.serve;
