package ctrsweep.data;

import ctrsweep.space.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/// How fields are encoded, for programs that encode rows themselves.
///
/// @param fields what is known of each, by name
/// @param vocabularies values by the vocabulary's name
public record EncodingFacts(Map<String, Value.Fields> fields, Map<String, Values> vocabularies) {
    public EncodingFacts {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        vocabularies = Collections.unmodifiableMap(new LinkedHashMap<>(vocabularies));
    }

    /// The values of a vocabulary, of which there may be millions; the id of each is its place, from 1.
    ///
    /// @param text of an id
    public record Values(int count, IntFunction<String> text) {}
}
