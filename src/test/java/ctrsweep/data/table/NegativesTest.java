package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.config.ConfigException;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.DataException;
import ctrsweep.data.Dataset;
import ctrsweep.data.Examples;
import ctrsweep.data.RawRow;
import ctrsweep.data.Rows;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Negatives of tables that are no MovieLens.
class NegativesTest {
    /// Users u, v, w and items a to e; each user has three rows, at times 1 to 3 days.
    private static final String ROWS = """
            user,item,price,time,label
            u,a,1,86400,1
            u,b,2,172800,1
            u,c,3,259200,1
            v,b,2,86400,1
            v,c,3,172800,0
            v,d,4,259200,1
            w,c,3,86400,1
            w,d,4,172800,1
            w,e,5,259200,1
            """;
    private static final String ITEMS = """
            item,kind,made
            a,x,0
            b,y,86400
            c,x,0
            d,y,86400
            e,z,0
            """;
    private static final List<String> SETTINGS = List.of(
            "data.dataset_name=table",
            "data.table.files=[given.csv]",
            "data.split_strategy=leave_one_out",
            "data.table.user=user",
            "data.table.time=time",
            "data.table.joins=[{file: items.csv, on: item}]",
            "data.table.negatives.item=item",
            "data.table.negatives.train=1",
            "data.table.negatives.eval=2",
            "data.table.negatives.fields=[price]",
            "data.table.fields=[{names: [user, item, kind], kind: sparse}, {name: price, kind: dense},"
                    + " {name: age, kind: dense, column: time, take: days_since, since: made}]");

    @TempDir
    Path folder;

    private TableDataset dataset(String rows, String... changes) throws IOException {
        write("items.csv", ITEMS);
        write("given.csv", rows);
        List<String> all = new ArrayList<>(SETTINGS);
        all.addAll(List.of(changes));
        return new TableDataset(
                folder,
                ExperimentReader.changed(Experiment.DEFAULTS, all).data(),
                1,
                folder.resolve("columns"),
                _ -> {});
    }

    /// A file that is as it should be keeps its time, so that its columns are found again.
    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }

    /// What a model sees of each row, decoded: the item's price and age say which item it is.
    @Test
    void whatFollowsTheItemFollowsIt() throws IOException {
        Dataset dataset = dataset(ROWS);
        Rows rows = dataset.train(1, 1).inMemory();
        // Each user's first row trains, so that items a, b and c are known.
        assertThat(rows.size()).isEqualTo(6);
        assertThat(rows.labels()).containsExactly(1, 0, 1, 0, 1, 0);
        for (int row = 0; row < 6; row += 2) {
            assertThat(rows.sparse()[3 * row + 3]).as("user").isEqualTo(rows.sparse()[3 * row]);
            int price = (int) rows.dense()[2 * row + 2];
            assertThat(price)
                    .as("price")
                    .isNotEqualTo((int) rows.dense()[2 * row])
                    .isBetween(1, 5);
            assertThat(rows.sparse()[3 * row + 4]).as("item").isEqualTo(price > 3 ? 0 : price);
            int kind = price == 5 ? 0 : 1 + (price - 1) % 2;
            assertThat(rows.sparse()[3 * row + 5]).as("kind").isEqualTo(kind);
            // All of these rows are at day 1; items 2 and 4 are made at day 1, the others at day 0.
            assertThat(rows.dense()[2 * row + 3]).as("age").isEqualTo(price % 2 == 0 ? 0 : 1);
        }
    }

    /// The weight of the shop of each item is the price of the item.
    @Test
    void weightsFollowTheirIds() throws IOException {
        String items = "item,shops\na,s:1\nb,s:2\nc,s:3\nd,s:4\ne,s:5\n";
        Files.writeString(folder.resolve("shops.csv"), items);
        Rows rows = dataset(
                        ROWS,
                        "data.table.joins=[{file: shops.csv, on: item}]",
                        "data.table.fields=[{names: [user, item], kind: sparse, encoder: hash},"
                                + " {name: shops, kind: sequence, weights: ':', length: 1},"
                                + " {name: price, kind: dense}]")
                .train(1, 1)
                .inMemory();
        assertThat(rows.size()).isEqualTo(6);
        for (int row = 0; row < 6; row++) {
            assertThat(rows.sequences()[row]).isEqualTo(1);
            assertThat(rows.dense()[2 * row + 1]).isEqualTo(rows.dense()[2 * row]);
        }
    }

    /// A negative's cross is that of its row's user and its own item's kind, and equal to what `predict` gets.
    @Test
    void crossesOfRowAndItemAreJoinedAnew() throws IOException {
        TableDataset data = dataset(
                ROWS,
                "data.table.fields=[{names: [user, item, kind], kind: sparse}, {name: price, kind: dense},"
                        + " {name: taste, kind: sparse, cross: [kind, user], encoder: hash, buckets: 100000},"
                        + " {name: known, kind: sparse, cross: [user, item]}]");
        for (Rows rows : List.of(data.train(1, 1).inMemory(), data.test().inMemory())) {
            for (int row = 0; row < rows.size(); row++) {
                String item = List.of("a", "b", "c", "d", "e").get((int) rows.dense()[row] - 1);
                String user = List.of("?", "u", "v", "w").get(rows.sparse()[5 * row]);
                Rows read = data.encode(
                        List.of(new RawRow("r", List.of("user", "item", "price"), List.of(user, item, "1"))));
                assertThat(Arrays.copyOfRange(rows.sparse(), 5 * row, 5 * row + 5))
                        .isEqualTo(read.sparse());
            }
        }
        // of the training rows' crosses, u&a, v&b and w&c, a negative has none
        Rows train = data.train(1, 1).inMemory();
        for (int row = 0; row < 6; row++) {
            assertThat(train.sparse()[5 * row + 4]).isEqualTo(row % 2 == 0 ? train.sparse()[5 * row] : 0);
        }
    }

    @Test
    void negativesAreItemsThatTheUserHasInNoRow() throws IOException {
        Dataset dataset = dataset(ROWS);
        List<Set<Integer>> unseen = List.of(Set.of(4, 5), Set.of(1, 5), Set.of(1, 2));
        for (int pass = 1; pass < 20; pass++) {
            Rows train = dataset.train(1, pass).inMemory();
            for (int user = 0; user < 3; user++) {
                assertThat(unseen.get(user)).contains((int) train.dense()[4 * user + 2]);
            }
        }
        for (Examples part : List.of(dataset.validation(), dataset.test())) {
            Rows held = part.inMemory();
            assertThat(held.groups()).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2);
            for (int row = 0; row < 9; row++) {
                int price = (int) held.dense()[2 * row];
                assertThat(unseen.get(row / 3).contains(price)).isEqualTo(row % 3 != 0);
            }
        }
        assertThat(dataset.test().labels()).containsExactly(1, 0, 0, 1, 0, 0, 1, 0, 0);
    }

    @Test
    void heldOutNegativesAreThoseOfTheSeedAndTrainingOnesOfThePass() throws IOException {
        TableDataset one = dataset(ROWS);
        assertThat(dataset(ROWS).validation().inMemory())
                .usingRecursiveComparison()
                .isEqualTo(one.validation().inMemory());
        assertThat(one.train(1, 1).inMemory())
                .usingRecursiveComparison()
                .isEqualTo(one.train(1, 1).inMemory());
        assertThat(one.evaluation()).containsEntry("negatives", "2, alpha 0.75, seed 1");
        assertThat(dataset(ROWS, "data.table.negatives.alpha=0").fingerprint()).isNotEqualTo(one.fingerprint());
        // How many are drawn does not change the columns.
        assertThat(dataset(ROWS, "data.table.negatives.eval=1").columns()).isEqualTo(one.columns());
    }

    @Test
    void rowsWithoutLabelsArePositives() throws IOException {
        Dataset dataset = dataset(ROWS.replace(",label", ",other"), "data.table.label=\"\"");
        assertThat(dataset.train(1, 1).labels()).containsExactly(1, 0, 1, 0, 1, 0);
    }

    @Test
    void randomSplitsRankEachHeldOutRow() throws IOException {
        Dataset dataset =
                dataset(ROWS, "data.split_strategy=random", "data.random_val_ratio=0.3", "data.random_test_ratio=0.3");
        assertThat(dataset.validation().groups()).containsExactly(0, 0, 0, 1, 1, 1);
    }

    @Test
    void saysWhatIsWrong() {
        refuses(
                ROWS.replace("v,b,2,", "v,b,7,"),
                "given.csv:5: field price follows the item, as data.table.negatives.fields says, but is \"7\" here and \"2\" in the first row of the same item");
        refuses(ROWS.replace("v,b,2,", "v,,2,"), "given.csv:5: column item is empty: the row has no item");
        refuses(
                ROWS,
                "data.table.negatives.item: there is no column itm; did you mean item?",
                "data.table.negatives.item=itm");
        refuses(
                ROWS,
                "data.table.negatives.item: no field is of column item or of a file joined by it",
                "data.table.negatives.fields=[]",
                "data.table.fields=[{name: user, kind: sparse}]");
        refuses(
                "user,item,time,label\nu,a,1,1\nu,b,2,0\nu,c,3,1\n",
                "data.table.negatives.item: every user has all 3 items of column item",
                "data.table.negatives.fields=[]",
                "data.table.fields=[{names: [user, item], kind: sparse}]");
        refuses(
                ROWS,
                "data.table.fields.both: depends on the item and on the rest of its row",
                "data.table.joins=[{file: items.csv, on: [user, item], columns: [user, item, both]}]",
                "data.table.negatives.fields=[]",
                "data.table.fields=[{names: [user, item, both], kind: sparse}]");
        refuses(
                ROWS.replace(",0\n", ",1\n"),
                "draw negatives for them: data.table.negatives.train: 4",
                "data.table.negatives.train=0");
    }

    private void refuses(String rows, String message, String... changes) {
        assertThatThrownBy(() -> dataset(rows, changes))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @Test
    void settingsThatDoNotGoTogether() {
        contradicts("user", "negatives.item needs the column of the user", "data.table.user=\"\"");
        contradicts("label_kind", "negatives have label 0", "data.table.label_kind=number");
        contradicts(
                "negatives.fields", "no such value: prize; did you mean price?", "data.table.negatives.fields=[prize]");
        contradicts(
                "label",
                "names no column",
                "data.table.negatives.item=\"\"",
                "data.table.negatives.fields=[]",
                "data.table.label=\"\"");
    }

    private void contradicts(String setting, String message, String... changes) {
        assertThatThrownBy(() -> dataset(ROWS, changes))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("data.table." + setting)
                .hasMessageContaining(message);
    }

    @Test
    void remarksOnTooFewItems() throws IOException {
        assertThat(dataset(ROWS, "data.table.negatives.eval=5").remark())
                .contains(
                        "5 negatives are asked for, but column item has only 5 items: a row gets all that its user has not");
        assertThat(dataset(ROWS).remark()).isEmpty();
    }
}
