package ctrsweep.report;

import java.util.stream.Collectors;

/// Text that came from outside, made fit for a terminal.
public final class Escaped {
    private Escaped() {}

    /// Control characters (a terminal would obey them) and those that change the direction of writing become
    /// escapes, as `\n` and `\u001b`.
    public static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> append(shown, point));
        return shown.toString();
    }

    /// The same of each line, the ends of lines kept.
    public static String lines(String text) {
        return isPlain(text) ? text : text.lines().map(Escaped::of).collect(Collectors.joining("\n"));
    }

    /// Text for a file, which somebody may show on a terminal: control characters alone become escapes, and
    /// those that make lines and tabs stay.
    static String controls(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (Character.getType(point) == Character.CONTROL && "\n\r\t".indexOf(point) < 0) {
                append(shown, point);
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ' ' || letter > '~') {
                return false;
            }
        }
        return true;
    }

    private static void append(StringBuilder shown, int point) {
        switch (point) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                if (isHarmless(point)) {
                    shown.appendCodePoint(point);
                } else {
                    shown.append("\\u%04x".formatted(point));
                }
            }
        }
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
