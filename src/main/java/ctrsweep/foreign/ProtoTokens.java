package ctrsweep.foreign;

import ctrsweep.config.ConfigException;
import ctrsweep.space.Value;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of protobuf's text format, one after the other. White space and comments (`#` to the end of the line)
/// separate them.
final class ProtoTokens {
    private static final Pattern SPACE = Pattern.compile("(?:\\s|#[^\\n]*)*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NUMBER =
            Pattern.compile("0[xX][0-9a-fA-F]+|(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?[fF]?");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX]([0-9a-fA-F]+)");
    private static final Pattern OCTAL = Pattern.compile("0[0-7]+");
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]*");
    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final String file;
    private final String text;
    private int at;

    ProtoTokens(String file, String text) {
        this.file = file;
        this.text = text;
        skipSpace();
    }

    String place() {
        return place(at);
    }

    private String place(int offset) {
        int line = 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
        return "%s:%d:%d".formatted(file, line, offset - text.lastIndexOf('\n', offset - 1));
    }

    ConfigException problem(String message) {
        return problem(at, message);
    }

    private ConfigException problem(int offset, String message) {
        return new ConfigException(List.of(place(offset) + ": " + message));
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    /// @param symbol empty for the end of the file
    boolean isNext(String symbol) {
        return symbol.isEmpty() ? isAtEnd() : text.startsWith(symbol, at);
    }

    boolean skip(String symbol) {
        boolean found = isNext(symbol);
        if (found) {
            at += symbol.length();
            skipSpace();
        }
        return found;
    }

    private void skipSpace() {
        Matcher space = SPACE.matcher(text).region(at, text.length());
        if (space.lookingAt()) {
            at = space.end();
        }
    }

    /// @param what it should be, for messages
    String name(String what) {
        Matcher name = NAME.matcher(text).region(at, text.length());
        if (!name.lookingAt()) {
            throw problem("here should be " + what + ", not " + found());
        }
        at = name.end();
        skipSpace();
        return name.group();
    }

    private String found() {
        return isAtEnd() ? "the end of the file" : text.substring(at, at + Character.charCount(text.codePointAt(at)));
    }

    /// A string, a number, `true` or `false`, or the name of an enum's constant.
    Value scalar() {
        if (isNext("\"") || isNext("'")) {
            return new Value.Text(strings());
        }
        int begin = at;
        boolean negative = skip("-");
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            at = number.end();
            if (NAME.matcher(text).region(at, text.length()).lookingAt()) {
                throw problem(begin, "is no number: " + number.group() + found());
            }
            skipSpace();
            return number(begin, negative, number.group());
        }
        String name = name("a value");
        if (negative) {
            return new Value.Text(requireNotFinite(begin, "-" + name));
        }
        return switch (name) {
            case "true", "True" -> new Value.Bool(true);
            case "false", "False" -> new Value.Bool(false);
            default -> new Value.Text(name);
        };
    }

    private String requireNotFinite(int begin, String text) {
        if (!List.of("-inf", "-infinity", "-nan").contains(text.toLowerCase(Locale.ROOT))) {
            throw problem(begin, "a minus goes with a number, not with " + text.substring(1));
        }
        return text;
    }

    /// A whole number beyond a `long`, as 64 bits without a sign may hold, becomes a real number.
    private Value number(int begin, boolean negative, String written) {
        Matcher hexadecimal = HEXADECIMAL.matcher(written);
        if (hexadecimal.matches()) {
            return whole(negative, new BigInteger(hexadecimal.group(1), 16));
        }
        if (OCTAL.matcher(written).matches()) {
            return whole(negative, new BigInteger(written, 8));
        }
        if (DECIMAL.matcher(written).matches()) {
            return whole(negative, new BigInteger(written));
        }
        double real = Double.parseDouble(written);
        if (!Double.isFinite(real)) {
            throw problem(begin, written + " is beyond the largest number");
        }
        return new Value.Real(negative ? -real : real);
    }

    private static Value whole(boolean negative, BigInteger size) {
        BigInteger signed = negative ? size.negate() : size;
        return size.compareTo(LONGEST) <= 0 ? new Value.Int(signed.longValue()) : new Value.Real(signed.doubleValue());
    }

    /// Strings that follow each other are one.
    private String strings() {
        int begin = at;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (isNext("\"") || isNext("'")) {
            string(bytes);
            skipSpace();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw problem(begin, "the bytes of this string are not UTF-8 text");
        }
    }

    private void string(ByteArrayOutputStream into) {
        int begin = at;
        char quote = text.charAt(at++);
        while (!isAtEnd() && text.charAt(at) != quote && text.charAt(at) != '\n') {
            if (text.charAt(at) == '\\') {
                at++;
                escape(into);
            } else {
                int character = text.codePointAt(at);
                at += Character.charCount(character);
                put(character, into);
            }
        }
        if (isAtEnd() || text.charAt(at) == '\n') {
            throw problem(begin, "this string is not closed on its line");
        }
        at++;
    }

    private static void put(int character, ByteArrayOutputStream into) {
        into.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
    }

    private void escape(ByteArrayOutputStream into) {
        int begin = at - 1;
        char letter = isAtEnd() ? ' ' : text.charAt(at++);
        switch (letter) {
            case 'n' -> into.write('\n');
            case 't' -> into.write('\t');
            case 'r' -> into.write('\r');
            case 'a' -> into.write(7);
            case 'b' -> into.write('\b');
            case 'f' -> into.write('\f');
            case 'v' -> into.write(11);
            case '\\', '\'', '"', '?' -> into.write(letter);
            case 'x', 'X' -> into.write(digits(begin, 16, 1, 2));
            case 'u' -> put(digits(begin, 16, 4, 4), into);
            case 'U' -> put(requireCharacter(begin, digits(begin, 16, 8, 8)), into);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                into.write(digits(begin, 8, 1, 3));
            }
            default -> throw problem(begin, "no such escape in a string: \\" + letter);
        }
    }

    private int requireCharacter(int begin, int number) {
        if (!Character.isValidCodePoint(number)) {
            throw problem(begin, "there is no character of this number");
        }
        return number;
    }

    private int digits(int begin, int radix, int least, int most) {
        int number = 0;
        int read = 0;
        while (read < most && !isAtEnd() && Character.digit(text.charAt(at), radix) >= 0) {
            number = number * radix + Character.digit(text.charAt(at++), radix);
            read++;
        }
        if (read < least) {
            throw problem(begin, "this escape needs %d digits".formatted(least));
        }
        return number;
    }
}
