package ctrsweep.config;

/// A setting that a record refuses. The reader of the file adds where it stands.
public final class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String key;

    /// @param key the setting's own name in snake_case, without the path to it
    public InvalidSetting(String key, String message) {
        super(message);
        this.key = key;
    }

    public String key() {
        return key;
    }
}
