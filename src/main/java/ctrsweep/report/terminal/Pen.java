package ctrsweep.report.terminal;

import java.nio.charset.Charset;
import java.util.Map;

/// What a terminal can show.
///
/// @param coloured whether it wants colours
public record Pen(Glyphs glyphs, boolean coloured) {

    /// Colours are for terminals, unless `NO_COLOR` is set to anything or the terminal is a dumb one.
    ///
    /// @param terminal whether a person at a terminal reads
    public static Pen of(Charset charset, boolean terminal, Map<String, String> environment) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Pen(Glyphs.of(charset), terminal && wanted);
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
