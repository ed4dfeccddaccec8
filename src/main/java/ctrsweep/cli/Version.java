package ctrsweep.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version that the jar was built as.
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(from classes)");
        return new String[] {"ctrsweep " + version};
    }
}
