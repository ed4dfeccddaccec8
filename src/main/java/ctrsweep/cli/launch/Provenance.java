package ctrsweep.cli.launch;

import ctrsweep.sweep.Owner;
import java.util.Map;
import java.util.Optional;

/// The provenance that all results of this process share: version, host and virtual machine.
public final class Provenance {
    private Provenance() {}

    public static Map<String, String> here() {
        return Map.of(
                "code", code(),
                "jvm", System.getProperty("java.vm.name", "") + " " + System.getProperty("java.version", ""),
                "os",
                        "%s %s %s"
                                .formatted(
                                        System.getProperty("os.name", ""),
                                        System.getProperty("os.version", ""),
                                        System.getProperty("os.arch", "")),
                "host", Owner.self().host());
    }

    /// Version and commit of the jar.
    public static String code() {
        return Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
                .orElse("from classes");
    }
}
