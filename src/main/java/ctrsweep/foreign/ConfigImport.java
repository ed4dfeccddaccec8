package ctrsweep.foreign;

import ctrsweep.config.ConfigException;
import ctrsweep.config.ExperimentReader;
import ctrsweep.config.PlacedValues;
import ctrsweep.config.SourceFile;
import ctrsweep.config.SpecReader;
import ctrsweep.config.YamlText;
import ctrsweep.space.Value;
import java.nio.file.Path;
import java.util.List;

/// A config of another system as YAML of ours.
///
/// @param yaml a config, or a sweep spec where the file is a grid
/// @param notCarried what of the file it does not have, and why: one line for each key
public record ConfigImport(String yaml, List<String> notCarried) {
    public ConfigImport {
        notCarried = List.copyOf(notCarried);
    }

    /// @param file of FuxiCTR if it ends in `.yaml`, else of TorchEasyRec
    /// @throws ConfigException with all that is wrong with the file, or with what was made of it
    public static ConfigImport read(Path file, RawIds rawIds, FuxiCtrFiles files) {
        SourceFile source = SourceFile.read(file);
        ImportLog log = new ImportLog();
        boolean yaml = file.toString().matches(".*\\.ya?ml");
        PlacedValues values = yaml ? source.values() : ProtoText.read(source);
        Value.Fields made = yaml
                ? FuxiCtrConfig.read(file, values, files, log)
                : TorchEasyRecConfig.read(values, rawIds, log).tree();
        String text = "# From %s of %s.\n".formatted(file.getFileName(), yaml ? "FuxiCTR" : "TorchEasyRec")
                + YamlText.lines(made);
        SourceFile result = new SourceFile("what was made of " + source.name(), text);
        if (yaml && FuxiCtrConfig.isGrid(values)) {
            SpecReader.read(result);
        } else {
            ExperimentReader.read(result, List.of());
        }
        return new ConfigImport(text, log.notCarried());
    }
}
