package ctrsweep.settings;

import java.util.List;

/// The fields that each part of the model sees; none named: all that it can take. A table's field of several numbers
/// is named as a whole, or each number by itself, as `price_1`.
///
/// @param wide of the linear part
/// @param fm of the pairwise parts: FM, CIN, attention
/// @param deep of the DNN
public record GroupSettings(List<String> wide, List<String> fm, List<String> deep) {
    static final GroupSettings DEFAULTS = new GroupSettings(List.of(), List.of(), List.of());

    public GroupSettings {
        wide = List.copyOf(wide);
        fm = List.copyOf(fm);
        deep = List.copyOf(deep);
    }
}
