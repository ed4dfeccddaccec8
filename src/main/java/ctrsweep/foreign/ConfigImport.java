package ctrsweep.foreign;

import ctrsweep.config.ConfigException;
import ctrsweep.config.ExperimentReader;
import ctrsweep.config.SourceFile;
import ctrsweep.config.YamlText;
import ctrsweep.settings.Experiment;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A config of another system as YAML of ours.
///
/// @param yaml the config
/// @param notCarried what of the file it does not have, and why: one line for each key
public record ConfigImport(String yaml, List<String> notCarried) {
    public ConfigImport {
        notCarried = List.copyOf(notCarried);
    }

    /// @param check what else may refuse the experiment
    /// @throws ConfigException with all that is wrong with the file, or that refuses the config made of it
    public static ConfigImport read(Path file, RawIds rawIds, Consumer<Experiment> check) {
        SourceFile source = SourceFile.read(file);
        ImportLog log = new ImportLog();
        ImportedConfig config = TorchEasyRecConfig.read(ProtoText.read(source), rawIds, log);
        String yaml = "# From %s of TorchEasyRec.%n".formatted(file.getFileName()).replace("\r", "")
                + YamlText.lines(config.tree());
        ExperimentReader.read(new SourceFile("the config made of " + source.name(), yaml), List.of(), check);
        return new ConfigImport(yaml, log.notCarried());
    }
}
