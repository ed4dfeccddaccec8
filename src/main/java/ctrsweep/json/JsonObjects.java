package ctrsweep.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import ctrsweep.space.Value;
import java.io.IOException;
import java.io.Reader;

/// Reads many small objects one after the other, with one reader: what a reader of its own needs is many times as
/// large as they are.
public final class JsonObjects {
    private final Feed feed = new Feed();
    private final JsonReader json = new JsonReader(feed);

    public JsonObjects() {
        json.setStrictness(Strictness.LENIENT);
    }

    /// @param text one object, as [Json#write] writes it
    /// @throws IllegalArgumentException when it is none; this reader is then of no more use
    public Value.Fields read(String text) {
        feed.next(text);
        try {
            if (Json.value(json, Json.Nulls.KEPT) instanceof Value.Fields fields && feed.isSpent()) {
                return fields;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
        throw new IllegalArgumentException("not one JSON object: " + text);
    }

    /// Gives one text after the other; an object needs nothing after its last brace.
    private static final class Feed extends Reader {
        private String text = "";
        private int at;

        void next(String given) {
            text = given;
            at = 0;
        }

        boolean isSpent() {
            return at == text.length();
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            int count = Math.min(length, text.length() - at);
            if (count <= 0) {
                return -1;
            }
            text.getChars(at, at + count, buffer, offset);
            at += count;
            return count;
        }

        @Override
        public void close() {
            text = "";
        }
    }
}
