package ctrsweep.program;

import ctrsweep.files.FileProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The NVIDIA GPUs that programs may use.
///
/// @param names numbers or UUIDs, as in `CUDA_VISIBLE_DEVICES`
/// @param source says where they were found, or why there are none
public record VisibleGpus(List<String> names, String source) {
    private static final String VARIABLE = "CUDA_VISIBLE_DEVICES";
    private static final Pattern LISTED = Pattern.compile("GPU (\\d+): .*|\\s+MIG .*UUID: (MIG-[^)]+)\\).*");
    private static final long SECONDS = 30;

    public VisibleGpus {
        names = List.copyOf(names);
    }

    /// The GPUs that `CUDA_VISIBLE_DEVICES` names, or all that `nvidia-smi` lists where it is not set.
    ///
    /// @param environment of the launch
    public static VisibleGpus of(Map<String, String> environment) throws InterruptedException {
        String visible = environment.get(VARIABLE);
        if (visible != null) {
            return new VisibleGpus(named(visible), "%s is '%s'".formatted(VARIABLE, visible));
        }
        Optional<Path> program = Executable.find("nvidia-smi", environment.getOrDefault("PATH", ""));
        return program.isPresent()
                ? listedBy(program.get())
                : new VisibleGpus(List.of(), "%s is not set, and nvidia-smi is not on the PATH".formatted(VARIABLE));
    }

    /// Like CUDA, ignores everything from the first entry that names no GPU.
    private static List<String> named(String visible) {
        return Stream.of(visible.split(",", -1))
                .map(String::strip)
                .takeWhile(name -> name.matches("\\d+|(GPU|MIG)-.+"))
                .distinct()
                .toList();
    }

    private static VisibleGpus listedBy(Path program) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(program.toString(), "-L")
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new VisibleGpus(List.of(), "%s -L gave no answer in %d s".formatted(program, SECONDS));
            }
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            List<String> found = process.exitValue() == 0 ? listed(text) : List.of();
            String said = text.lines().findFirst().orElse("nothing");
            return new VisibleGpus(
                    found,
                    found.isEmpty()
                            ? "%s -L says: %s".formatted(program, said)
                            : "%s -L lists %s".formatted(program, String.join(", ", found)));
        } catch (IOException e) {
            return new VisibleGpus(List.of(), program + ": " + FileProblem.of(e));
        }
    }

    /// A GPU that is divided into MIG devices is used through these only.
    private static List<String> listed(String text) {
        List<String> found = new ArrayList<>();
        boolean divided = false;
        for (String line : text.lines().toList()) {
            Matcher device = LISTED.matcher(line);
            if (!device.matches()) {
                continue;
            }
            boolean part = device.group(2) != null;
            if (part && !divided) {
                found.removeLast();
            }
            divided = part;
            found.add(part ? device.group(2) : device.group(1));
        }
        return found;
    }
}
