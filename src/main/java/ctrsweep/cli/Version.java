package ctrsweep.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The jar's version.
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(from classes)");
        return new String[] {"ctrsweep " + version};
    }
}
