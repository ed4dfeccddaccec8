package ctrsweep.report.page;

/// A page for a browser.
///
/// @param policy what it may fetch and run: it stands in the text too, and a server says it in a header
public record Html(String text, String policy) {}
