package ctrsweep.cli.launch;

import ctrsweep.sweep.Owner;
import java.util.Map;
import java.util.Optional;

/// What every result of this process has in common: which code, on which machine.
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

    /// Version and commit that the jar was built from.
    public static String code() {
        return Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
                .orElse("from classes");
    }
}
