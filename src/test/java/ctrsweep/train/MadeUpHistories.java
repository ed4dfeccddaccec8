package ctrsweep.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/// A file of items beside what their users had before, and the settings that read it. A label is 1 where the item
/// is among the history's three: in half of the rows.
final class MadeUpHistories {
    private static final int ITEMS = 60;

    private MadeUpHistories() {}

    /// @param sharing what the history's field says of its table
    static String[] write(Path folder, int rows, String sharing) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder text = new StringBuilder("label,item,history,price\n");
        for (int row = 0; row < rows; row++) {
            List<Integer> had = random.ints(3, 0, ITEMS).boxed().toList();
            int item = row % 2 == 0 ? random.nextInt(ITEMS) : had.get(random.nextInt(3));
            text.append("%d,i%d,i%d|i%d|i%d,%d\n"
                    .formatted(
                            had.contains(item) ? 1 : 0, item, had.get(0), had.get(1), had.get(2), random.nextInt(100)));
        }
        Files.writeString(folder.resolve("histories.csv"), text);
        return new String[] {
            "data.dataset_name=table",
            "data.data_dir=" + folder,
            "data.split_strategy=random",
            "data.table.files=[histories.csv]",
            "data.table.fields=[{name: item, kind: sparse, width: 8}, "
                    + "{name: history, kind: sequence, width: 8, length: 3" + sharing + "}, "
                    + "{name: price, kind: dense, normalize: minmax, width: 4}]"
        };
    }

    /// Its table is the item's.
    static String[] write(Path folder, int rows) throws IOException {
        return write(folder, rows, ", embedding_name: item, pooling: sum");
    }
}
