package ctrsweep.settings;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/// The models that there are. Package `model`, which settings do not know, provides the catalog as a service.
public interface ModelCatalog {
    /// The one on the class path.
    ModelCatalog MODELS = ServiceLoader.load(ModelCatalog.class, ModelCatalog.class.getClassLoader())
            .findFirst()
            .orElseThrow();

    /// The constants of an enum.
    List<? extends ModelKind> all();

    /// The model of a config that names none.
    ModelKind standard();

    /// The groups of settings that belong to single models, with their defaults, by name.
    Map<String, Record> groups();
}
