package ctrsweep.data.table;

import ctrsweep.data.LabelledEncoder;
import ctrsweep.data.RawRow;
import ctrsweep.data.Rows;
import ctrsweep.settings.TableSettings;
import java.util.List;
import java.util.stream.Stream;

/// Encodes further rows of a table, with label and group.
record LabelledEncoding(Encoding encoding, TargetReader targets) implements LabelledEncoder {

    @Override
    public List<String> columns() {
        TableSettings settings = encoding.settings();
        String group = settings.group().isEmpty() ? settings.user() : settings.group();
        return Stream.concat(Stream.of(settings.label(), group), encoding.columns().stream())
                .filter(encoding.layout().own()::has)
                .distinct()
                .toList();
    }

    @Override
    public Rows encode(List<RawRow> raw) {
        float[] labels = new float[raw.size()];
        int[] groups = new int[targets.grouped() ? raw.size() : 0];
        Rows rows = encoding.of(raw, columns(), (number, row) -> {
            labels[number] = targets.label(row);
            if (targets.grouped()) {
                groups[number] = targets.group(row);
            }
        });
        return new Rows(raw.size(), rows.sparse(), rows.sequences(), rows.dense(), labels, groups);
    }
}
