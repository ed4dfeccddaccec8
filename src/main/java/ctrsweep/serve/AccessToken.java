package ctrsweep.serve;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secret that a reader of the pages must know. Not a record, so that no message prints it.
public final class AccessToken {
    private static final Pattern ALLOWED = Pattern.compile("[\\x21-\\x7e]{16,256}");
    private static final String HMAC = "HmacSHA256";

    private final String secret;
    private final String session;

    /// @throws IllegalArgumentException if it is too short to be secret, or cannot stand in a header
    public AccessToken(String secret) {
        if (!ALLOWED.matcher(secret).matches()) {
            throw new IllegalArgumentException("must have 16 to 256 ASCII letters, digits or signs, without spaces");
        }
        this.secret = secret;
        session = HexFormat.of().formatHex(hmac(secret, "session of a browser"));
    }

    boolean isSecret(String given) {
        return equal(secret, given);
    }

    /// What a browser that has given the token sends instead of it. It changes with the token only.
    String session() {
        return session;
    }

    boolean isSession(String given) {
        return equal(session, given);
    }

    /// Compares in a time that depends neither on where the texts differ nor on the length of the secret.
    private boolean equal(String expected, String given) {
        return MessageDigest.isEqual(hmac(secret, expected), hmac(secret, given));
    }

    private static byte[] hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
