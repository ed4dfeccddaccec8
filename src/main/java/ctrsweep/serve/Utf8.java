package ctrsweep.serve;

final class Utf8 {
    private static final int ONE_BYTE = 0x80;
    private static final int TWO_BYTES = 0x800;

    private Utf8() {}

    /// The number of bytes of the text in UTF-8, without encoding it. An unpaired surrogate is sent as `?`.
    static long length(String text) {
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ONE_BYTE) {
                length++;
            } else if (letter < TWO_BYTES) {
                length += 2;
            } else if (!Character.isSurrogate(letter)) {
                length += 3;
            } else if (i + 1 < text.length() && Character.isSurrogatePair(letter, text.charAt(i + 1))) {
                length += 4;
                i++;
            } else {
                length++;
            }
        }
        return length;
    }
}
