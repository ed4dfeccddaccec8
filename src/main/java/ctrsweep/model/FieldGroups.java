package ctrsweep.model;

import ctrsweep.data.Field;
import ctrsweep.data.Field.Kind;
import ctrsweep.data.Schema;
import ctrsweep.model.Architecture.View;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.DataSettings.DatasetName;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.FeatureSettings.DenseFields;
import ctrsweep.settings.GroupSettings;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.TableField;
import ctrsweep.text.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which parts of a model see which fields. A group that names no field has all that it can take; one that names a
/// table's field of several numbers has all of these.
final class FieldGroups {
    private static final int WIDE = 1;
    private static final int PAIRED = 2;
    private static final int DEEP = 4;

    private final Experiment experiment;
    private final Set<View> views;
    private final GroupSettings groups;

    FieldGroups(Experiment experiment, Schema schema) {
        this.experiment = experiment;
        views = ModelName.architecture(experiment).views();
        GroupSettings named = experiment.groups();
        groups = new GroupSettings(inputs(named.wide()), inputs(named.fm()), inputs(named.deep()));
        requireKnown("groups.wide", groups.wide(), schema);
        requireKnown("groups.fm", groups.fm(), schema);
        requireKnown("groups.deep", groups.deep(), schema);
        requireTables("groups.wide", groups.wide(), schema);
        requireEmbedded("groups.wide", groups.wide(), schema);
        requireEmbedded("groups.fm", groups.fm(), schema);
    }

    /// The inputs that names of fields stand for: a table's field of several numbers is several inputs.
    List<String> inputs(List<String> names) {
        DataSettings data = experiment.data();
        if (data.datasetName() != DatasetName.TABLE || names.isEmpty()) {
            return names;
        }
        Map<String, List<String>> inputs =
                data.table().modelFields().stream().collect(Collectors.toMap(TableField::name, TableField::inputs));
        return names.stream()
                .flatMap(name -> inputs.getOrDefault(name, List.of(name)).stream())
                .toList();
    }

    /// As `embedding.py` counts them: 1 for wide, 2 for the pairwise parts, 4 for deep.
    int parts(Field field) {
        return (isWide(field) ? WIDE : 0) + (isPaired(field) ? PAIRED : 0) + (isDeep(field) ? DEEP : 0);
    }

    boolean isWide(Field field) {
        return views.contains(View.FIRST_ORDER) && embedded(field) && isIn(groups.wide(), field);
    }

    boolean isPaired(Field field) {
        boolean pairs = views.contains(View.FM) || views.contains(View.FIELDS);
        return pairs && embedded(field) && isIn(groups.fm(), field);
    }

    boolean isDeep(Field field) {
        return views.contains(View.FLAT) && isIn(groups.deep(), field);
    }

    private boolean embedded(Field field) {
        return field.kind() != Kind.DENSE || experiment.feature().dense() == DenseFields.EMBEDDED;
    }

    private static boolean isIn(List<String> group, Field field) {
        return group.isEmpty() || group.contains(field.name());
    }

    private static List<Field> fields(List<String> names, Schema schema) {
        return schema.fields().stream()
                .filter(field -> names.contains(field.name()))
                .toList();
    }

    private static void requireKnown(String key, List<String> names, Schema schema) {
        List<String> known = schema.fields().stream().map(Field::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(unknown -> {
            throw new InvalidSetting(key, "no field is called " + unknown + NearestName.hint(unknown, known));
        });
    }

    private static void requireTables(String key, List<String> names, Schema schema) {
        if (!names.isEmpty() && fields(names, schema).stream().allMatch(field -> field.kind() == Kind.DENSE)) {
            throw new InvalidSetting(key, "%s: the wide part needs at least one sparse field".formatted(names));
        }
    }

    private void requireEmbedded(String key, List<String> names, Schema schema) {
        fields(names, schema).stream()
                .filter(field -> !embedded(field))
                .findFirst()
                .ifPresent(raw -> {
                    throw new InvalidSetting(
                            key,
                            "%s is a number, and with feature.dense raw only the deep part sees numbers"
                                    .formatted(raw.name()));
                });
    }
}
