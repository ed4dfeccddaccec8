package ctrsweep.report.page;

/// A page for a browser.
///
/// @param policy its Content-Security-Policy, which the text contains and a server sends as a header
public record HtmlPage(String text, String policy) {}
