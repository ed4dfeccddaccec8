package ctrsweep.files;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where the files of sweeps lie, as a URI: `s3://bucket/sweeps`, or `file:///shared/sweeps`. It holds no
/// credentials: it is printed, logged and stored.
///
/// @param text without a slash at its end
public record OutputsUri(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*", Pattern.DOTALL);
    private static final String FILE = "file";

    /// Whether a text is meant as a URI and not as the path of a folder.
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /// @throws IllegalArgumentException when it cannot be used; the message does not repeat it
    public static OutputsUri of(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URI, as s3://bucket/sweeps: %s at character %d"
                    .formatted(e.getReason(), e.getIndex() + 1));
        }
        if (!isOne(text)) {
            throw new IllegalArgumentException("is not a URI, as s3://bucket/sweeps");
        }
        if (Optional.ofNullable(uri.getRawAuthority()).orElse("").contains("@")
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "must have no user, password, ?query or #fragment, since it is stored and shown; give credentials"
                            + " to the file system's library, as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY for S3");
        }
        if (FILE.equalsIgnoreCase(uri.getScheme())
                && !Optional.ofNullable(uri.getRawAuthority()).orElse("").isEmpty()) {
            throw new IllegalArgumentException(
                    "names a host, which a file: URI cannot have here; file:///shared/sweeps");
        }
        String whole = text.replaceAll("/+$", "");
        return new OutputsUri(whole.endsWith(":") ? text : whole);
    }

    private URI uri() {
        return URI.create(text);
    }

    String scheme() {
        return uri().getScheme();
    }

    /// Whether files are copied there; a `file:` URI names a folder that is simply used.
    public boolean isRemote() {
        return !scheme().equalsIgnoreCase(FILE);
    }

    /// The folder of a `file:` URI; empty for others.
    public Optional<Path> folder() {
        return isRemote() ? Optional.empty() : Optional.of(Path.of(URI.create("file://" + uri().getRawPath())));
    }

    /// Below this one.
    public OutputsUri resolve(String name) {
        return new OutputsUri(text + "/" + name);
    }

    /// Whether it lies below another.
    public boolean isBelow(OutputsUri other) {
        return text.startsWith(other.text + "/");
    }

    @Override
    public String toString() {
        return text;
    }
}
