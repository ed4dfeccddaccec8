/// Pages over HTTP, for browsers on this machine: the JDK's own small server, and what a server has to refuse.
///
/// [ctrsweep.serve.PageServer] answers GET and HEAD only, to a browser that asked for this machine by a name that can
/// only mean it ([ctrsweep.serve.HostNames]). A connection has a virtual thread, so that clients that send half a
/// request or read slowly hold up nobody; pages are made a few at a time. What there is to see, a
/// [ctrsweep.serve.Site] says; it has no files, so that no path leads to one.
@org.jspecify.annotations.NullMarked
package ctrsweep.serve;
