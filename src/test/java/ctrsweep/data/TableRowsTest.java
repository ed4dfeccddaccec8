package ctrsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.data.column.ColumnCache;
import ctrsweep.data.column.ColumnTable;
import ctrsweep.data.column.Fingerprint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableRowsTest {
    private static final Schema SCHEMA = new Schema(List.of(
            Field.sparse("user", 9, 4),
            Field.sequence("history", 9, 4, 3),
            Field.sparse("item", 9, 4),
            Field.sequence("tags", 9, 4, 2),
            Field.dense("price", 4)));
    private static final Rows ROWS = new Rows(
            3,
            new int[] {1, 2, 3, 4, 5, 6},
            new int[] {1, 2, 3, 4, 5, 6, 0, 0, 7, 0, 0, 0, 0, 0, 0},
            new float[] {0.5f, 1.5f, 2.5f},
            new float[] {1, 0, 1},
            new float[] {1, 2, 3},
            new int[] {7, 7, 8});

    @TempDir
    Path folder;

    private ColumnTable written(Rows rows, Schema schema) throws IOException {
        return new ColumnCache(folder, 1)
                .open("a", new Fingerprint.Parts().fingerprint(), file -> new TableOfRows(schema, rows)
                        .write(file, "train"))
                .file()
                .table("train");
    }

    @Test
    void rowsComeBackAsTheyWere() throws IOException {
        Rows back = TableRows.of(written(ROWS, SCHEMA), SCHEMA).rows();
        assertThat(back).usingRecursiveComparison().isEqualTo(ROWS);
    }

    @Test
    void rowsComeInAnyOrder() throws IOException {
        Rows back = TableRows.of(written(ROWS, SCHEMA), SCHEMA).rows(new int[] {2, 0});
        assertThat(back)
                .usingRecursiveComparison()
                .isEqualTo(new Rows(
                        2,
                        new int[] {5, 6, 1, 2},
                        new int[] {0, 0, 0, 0, 0, 1, 2, 3, 4, 5},
                        new float[] {2.5f, 0.5f},
                        new float[] {1, 1},
                        new float[] {3, 1},
                        new int[] {8, 7}));
    }

    @Test
    void whatATableDoesNotHaveIsEmpty() throws IOException {
        Schema schema = new Schema(List.of(Field.sparse("user", 9, 4)));
        Rows rows = new Rows(2, new int[] {1, 2}, new int[0], new float[0], new float[] {0, 1}, new int[0]);
        TableRows table = TableRows.of(written(rows, schema), schema);
        assertThat(table.rows()).usingRecursiveComparison().isEqualTo(rows);
        assertThat(table.rows(new int[0]).size()).isZero();
    }

    @Test
    void aColumnThatIsMissingIsNamed() throws IOException {
        Schema narrow = new Schema(List.of(Field.sparse("user", 9, 4)));
        Rows rows = new Rows(1, new int[] {1}, new int[0], new float[0], new float[] {0}, new int[0]);
        ColumnTable table = written(rows, narrow);
        assertThatThrownBy(() -> TableRows.of(table, SCHEMA))
                .hasMessage("column sparse is 1 wide, not 2: another schema's");
    }
}
