package ctrsweep.report.terminal;

import java.nio.charset.Charset;
import java.util.Map;

/// The characters and colours of a terminal's output.
public record TerminalStyle(Glyphs glyphs, boolean coloured) {

    /// Colours are on for a terminal unless `NO_COLOR` is not empty or `TERM` is `dumb`.
    ///
    /// @param terminal whether the output goes to a terminal
    public static TerminalStyle of(Charset charset, boolean terminal, Map<String, String> environment) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new TerminalStyle(Glyphs.of(charset), terminal && wanted);
    }

    enum Colour {
        PLAIN(""),
        GREEN("\u001b[32m"),
        RED("\u001b[31m");

        private static final String END = "\u001b[0m";
        private final String begin;

        Colour(String begin) {
            this.begin = begin;
        }
    }

    String write(String text, Colour colour) {
        return coloured && colour != Colour.PLAIN ? colour.begin + text + Colour.END : text;
    }
}
