package ctrsweep.settings;

import java.util.List;
import java.util.stream.Collectors;

/// A setting that a record refuses. The reader of the file adds where it stands.
public final class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String key;
    private final transient List<Part> parts;

    /// One thing that is wrong within a setting that is a list.
    ///
    /// @param item number of the item, from 0
    /// @param key the item's key that is wrong; empty: the item
    /// @param path how item and key are called, below the setting
    public record Part(int item, String key, String path, String message) {}

    /// @param key the setting's own name in snake_case, without the path to it
    public InvalidSetting(String key, String message) {
        super(message);
        this.key = key;
        parts = List.of();
    }

    InvalidSetting(String key, List<Part> parts) {
        super(parts.stream().map(part -> part.path() + ": " + part.message()).collect(Collectors.joining("; ")));
        this.key = key;
        this.parts = List.copyOf(parts);
    }

    public String key() {
        return key;
    }

    /// What is wrong within it, each on its own; empty where the message is all.
    public List<Part> parts() {
        return parts;
    }

    /// The same of a setting in a group.
    InvalidSetting within(String prefix) {
        return parts.isEmpty()
                ? new InvalidSetting(prefix + key, String.valueOf(getMessage()))
                : new InvalidSetting(prefix + key, parts);
    }
}
