package ctrsweep.cli;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.serve.AccessToken;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the token that readers of served pages must know. Its messages do not contain the token.
final class TokenConverter implements ITypeConverter<AccessToken> {
    private static final String VARIABLE = "CTRSWEEP_TOKEN";

    @Override
    public AccessToken convert(String text) {
        try {
            return new AccessToken(text);
        } catch (IllegalArgumentException problem) {
            throw new TypeConversionException(String.valueOf(problem.getMessage()));
        }
    }

    /// The token in the environment. An empty one is refused, so that a script that fails to read it does not serve
    /// everyone.
    static Optional<AccessToken> in(Map<String, String> environment) {
        try {
            return Optional.ofNullable(environment.get(VARIABLE)).map(AccessToken::new);
        } catch (IllegalArgumentException problem) {
            throw new CommandFailure("%s: %s".formatted(VARIABLE, problem.getMessage()));
        }
    }
}
