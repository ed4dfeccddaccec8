package ctrsweep.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import ctrsweep.space.Value;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Values as JSON, and back. What is written is canonical: keys sorted, no spaces, real numbers in the
/// shortest form that reads back the same and always with a point, so that equal values give equal bytes.
public final class Json {
    private Json() {}

    public static String write(Value value) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setStrictness(Strictness.STRICT);
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /// @throws IllegalArgumentException when it is not JSON, or names a key twice
    public static Value read(String text) {
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            json.setStrictness(Strictness.STRICT);
            Value value = value(json, Nulls.KEPT);
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new IllegalArgumentException("more than one JSON value: " + text);
            }
            return value;
        } catch (MalformedJsonException | EOFException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads JSON of other programs, such as Python's: NaN and Infinity become text, and null values are left
    /// out.
    ///
    /// @throws IllegalArgumentException with a short reason when it is not JSON
    public static Value readForeign(String text) {
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            json.setStrictness(Strictness.LENIENT);
            Value value = value(json, Nulls.LEFT_OUT);
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new IllegalArgumentException("more than one JSON value");
            }
            return value;
        } catch (MalformedJsonException | EOFException | NumberFormatException e) {
            throw new IllegalArgumentException("not JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(JsonWriter json, Value value) throws IOException {
        switch (value) {
            case Value.Null _ -> json.nullValue();
            case Value.Bool truth -> json.value(truth.value());
            case Value.Int number -> json.value(number.value());
            case Value.Real number -> json.value(number.value());
            case Value.Text text -> json.value(text.value());
            case Value.Items items -> {
                json.beginArray();
                for (Value item : items.values()) {
                    write(json, item);
                }
                json.endArray();
            }
            case Value.Fields fields -> {
                json.beginObject();
                for (Map.Entry<String, Value> field : new TreeMap<>(fields.values()).entrySet()) {
                    write(json.name(field.getKey()), field.getValue());
                }
                json.endObject();
            }
        }
    }

    /// How a null within a list or an object is read.
    enum Nulls {
        KEPT,
        LEFT_OUT
    }

    static Value value(JsonReader json, Nulls nulls) throws IOException {
        return switch (json.peek()) {
            case BOOLEAN -> new Value.Bool(json.nextBoolean());
            case NUMBER -> number(json.nextString());
            case STRING -> new Value.Text(json.nextString());
            case BEGIN_ARRAY -> items(json, nulls);
            case BEGIN_OBJECT -> fields(json, nulls);
            case NULL -> {
                if (nulls == Nulls.LEFT_OUT) {
                    throw new IllegalArgumentException("a null has no meaning here: " + json.getPath());
                }
                json.nextNull();
                yield new Value.Null();
            }
            case END_ARRAY, END_OBJECT, NAME, END_DOCUMENT ->
                throw new IllegalArgumentException("a value is missing: " + json.getPath());
        };
    }

    private static Value number(String digits) {
        return isWhole(digits) ? new Value.Int(Long.parseLong(digits)) : new Value.Real(Double.parseDouble(digits));
    }

    private static boolean isWhole(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            if (digit != '-' && (digit < '0' || digit > '9')) {
                return false;
            }
        }
        return true;
    }

    private static boolean skipsNull(JsonReader json, Nulls nulls) throws IOException {
        if (nulls == Nulls.KEPT || json.peek() != JsonToken.NULL) {
            return false;
        }
        json.nextNull();
        return true;
    }

    private static Value items(JsonReader json, Nulls nulls) throws IOException {
        List<Value> items = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            if (!skipsNull(json, nulls)) {
                items.add(value(json, nulls));
            }
        }
        json.endArray();
        return new Value.Items(items);
    }

    private static Value fields(JsonReader json, Nulls nulls) throws IOException {
        Map<String, Value> fields = new LinkedHashMap<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (!skipsNull(json, nulls) && fields.put(name, value(json, nulls)) != null) {
                throw new IllegalArgumentException("a key is there twice: " + json.getPath());
            }
        }
        json.endObject();
        return new Value.Fields(fields);
    }
}
