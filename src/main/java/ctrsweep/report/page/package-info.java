/// One or several sweeps as a page for a browser: one file that needs nothing beside it.
///
/// Everything that the page says is computed here, in records that are written into it as JSON
/// ([ctrsweep.report.page.SweepFacts]); its scripts, beside `page.html` among the resources, draw and sort, and
/// compute nothing. [ctrsweep.report.page.PageJson] escapes what came from outside in one place, and the page's
/// security policy lets it run nothing but its own scripts, known by their digests, and ask for nothing.
///
/// Equal results give equal bytes: no time of writing, no random order.
@org.jspecify.annotations.NullMarked
package ctrsweep.report.page;
