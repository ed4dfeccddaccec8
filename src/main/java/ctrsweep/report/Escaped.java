package ctrsweep.report;

import java.util.stream.Collectors;

/// Makes text from outside safe for a terminal.
public final class Escaped {
    private Escaped() {}

    /// Escapes control characters, which a terminal would obey, and those that change the writing direction: `\n`,
    /// `\u001b`.
    public static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> append(shown, point));
        return shown.toString();
    }

    /// Escapes each line; line ends stay.
    public static String lines(String text) {
        return isPlain(text) ? text : text.lines().map(Escaped::of).collect(Collectors.joining("\n"));
    }

    /// Escapes control characters except line ends and tabs, for a file that somebody may print on a terminal.
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
