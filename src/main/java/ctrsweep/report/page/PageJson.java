package ctrsweep.report.page;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import ctrsweep.metric.Metric;
import ctrsweep.report.Cell;
import ctrsweep.report.Escaped;
import ctrsweep.space.Value;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Facts as JSON inside a page: no text can end the surrounding element, and control characters are visible escapes
/// such as `\u001b`. Numbers of charts have six digits, those of tables all; missing values are null.
final class PageJson {
    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private static final Gson GSON = new GsonBuilder()
            .serializeNulls()
            .registerTypeAdapter(
                    String.class, writing((JsonWriter json, String text) -> json.value(Escaped.lines(text))))
            .registerTypeAdapter(double.class, writing((JsonWriter json, Double number) -> shortened(json, number)))
            .registerTypeAdapter(Double.class, writing((JsonWriter json, Double number) -> shortened(json, number)))
            .registerTypeAdapter(
                    Metric.class,
                    writing((JsonWriter json, Metric metric) -> json.value(Escaped.of(metric.toString()))))
            .registerTypeHierarchyAdapter(
                    Enum.class,
                    writing((JsonWriter json, Enum<?> constant) ->
                            json.value(constant.name().toLowerCase(Locale.ROOT))))
            .registerTypeHierarchyAdapter(Cell.class, writing(PageJson::write))
            .registerTypeAdapterFactory(new OptionalFactory())
            .create();

    private PageJson() {}

    static String of(Object facts) {
        return GSON.toJson(facts);
    }

    private static void shortened(JsonWriter json, double number) throws IOException {
        if (!Double.isFinite(number)) {
            json.nullValue();
        } else {
            json.value(new BigDecimal(Double.toString(number)).round(SIX_DIGITS).stripTrailingZeros());
        }
    }

    private static void write(JsonWriter json, Cell cell) throws IOException {
        switch (cell) {
            case Cell.Absent _ -> json.nullValue();
            case Cell.NotFinite notFinite -> json.value(notFinite.toString());
            case Cell.Is(Value.Int(long number)) -> json.value(number);
            case Cell.Is(Value.Real(double number)) -> json.value(number);
            case Cell.Is(Value value) -> json.value(Escaped.lines(value.toString()));
        }
    }

    private interface Writing<T> {
        void write(JsonWriter json, T value) throws IOException;
    }

    private static <T> TypeAdapter<T> writing(Writing<T> writing) {
        return new TypeAdapter<>() {
            @Override
            public void write(JsonWriter json, @Nullable T value) throws IOException {
                if (value == null) {
                    json.nullValue();
                } else {
                    writing.write(json, value);
                }
            }

            @Override
            public T read(JsonReader json) {
                throw new UnsupportedOperationException("a page is not read back");
            }
        };
    }

    /// Writes an empty `Optional` as null.
    private static final class OptionalFactory implements TypeAdapterFactory {
        @Override
        public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
            if (type.getRawType() != Optional.class) {
                return null;
            }
            Type of = ((ParameterizedType) type.getType()).getActualTypeArguments()[0];
            TypeAdapter<Object> inner = element(gson, of);
            return writing((json, value) -> {
                if (((Optional<?>) value).isPresent()) {
                    inner.write(json, ((Optional<?>) value).get());
                } else {
                    json.nullValue();
                }
            });
        }

        @SuppressWarnings("unchecked")
        private static TypeAdapter<Object> element(Gson gson, Type type) {
            return (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(type));
        }
    }
}
