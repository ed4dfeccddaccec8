package ctrsweep.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A setting that a record refuses. The reader of the file adds where it stands.
public final class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String key;
    private final transient List<Part> parts;
    private final transient Optional<Bounds> bounds;

    /// One thing that is wrong within a setting that is a list.
    ///
    /// @param item number of the item, from 0
    /// @param key the item's key that is wrong; empty: the item
    /// @param path how item and key are called, below the setting
    public record Part(int item, String key, String path, String message) {}

    /// @param key the setting's own name in snake_case, without the path to it
    public InvalidSetting(String key, String message) {
        this(key, message, List.of(), Optional.empty());
    }

    InvalidSetting(String key, String message, Optional<Bounds> bounds) {
        this(key, message, List.of(), bounds);
    }

    InvalidSetting(String key, List<Part> parts) {
        this(
                key,
                parts.stream().map(part -> part.path() + ": " + part.message()).collect(Collectors.joining("; ")),
                parts,
                Optional.empty());
    }

    private InvalidSetting(String key, String message, List<Part> parts, Optional<Bounds> bounds) {
        super(message);
        this.key = key;
        this.parts = List.copyOf(parts);
        this.bounds = bounds;
    }

    public String key() {
        return key;
    }

    /// The problems within it, one by one; empty where the message is all.
    public List<Part> parts() {
        return parts;
    }

    /// The bounds that the value exceeds, if it does and they do not depend on another setting.
    Optional<Bounds> bounds() {
        return bounds;
    }

    /// The same of a setting in a group.
    InvalidSetting within(String prefix) {
        return new InvalidSetting(prefix + key, String.valueOf(getMessage()), parts, bounds);
    }
}
