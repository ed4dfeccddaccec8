/// Reports one or several sweeps as an HTML page without external files.
///
/// Java computes every figure and writes it into the page as JSON ([ctrsweep.report.page.SweepFacts]); the scripts,
/// which are resources next to `page.html`, only draw, sort and filter. [ctrsweep.report.page.PageJson] escapes all
/// text that comes from outside, and the Content-Security-Policy allows only the page's own scripts, by digest, and no
/// requests; a served page may ask its own server.
///
/// Equal results give equal bytes: the page has no time of writing and no random order.
@org.jspecify.annotations.NullMarked
package ctrsweep.report.page;
