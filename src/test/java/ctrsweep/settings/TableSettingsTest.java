package ctrsweep.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.config.ConfigException;
import ctrsweep.config.ConfigTree;
import ctrsweep.config.ExperimentReader;
import ctrsweep.json.Json;
import ctrsweep.space.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tables as configs describe them.
class TableSettingsTest {
    private static final String TABLE = """
            data:
              dataset_name: table
              split_strategy: random
              table:
                files: [a.csv]
            """;

    @TempDir
    Path folder;

    private Experiment read(String table) throws IOException {
        return ExperimentReader.read(Files.writeString(folder.resolve("c.yaml"), TABLE + table.indent(4)), List.of());
    }

    private static TableField field(String keys) {
        return ExperimentReader.changed(Experiment.DEFAULTS, List.of("data.table.fields=[{" + keys + "}]"))
                .data()
                .table()
                .modelFields()
                .getFirst();
    }

    @Test
    void allProblemsOfTheFieldsAreToldWithTheirPlaces() {
        assertThatThrownBy(() -> read("""
                        fields:
                          - {name: user, kind: sparse, encoder: onehot}
                          - name: price
                            kind: dense
                            min_count: 2
                            normalize: [minmax, log1p]
                          - {name: user, kind: sparse, buckets: 0, encoder: hash}
                          - {kind: sparse}
                          - just text
                          - {name: x}
                          - {name: z, kind: sparse, column: [1]}
                        """))
                .asInstanceOf(InstanceOfAssertFactories.type(ConfigException.class))
                .extracting(ConfigException::problems, InstanceOfAssertFactories.list(String.class))
                .map(line -> line.substring(line.indexOf("c.yaml")))
                .containsExactly(
                        "c.yaml:7:45: data.table.fields.user.encoder: no such value: onehot"
                                + "; there are vocabulary, hash, number, boundaries",
                        "c.yaml:10:20: data.table.fields.price.min_count: no such key; there are name, names, kind,"
                                + " width, column, flags, cross, lookup, expression, made_up, take, chars, time_format,"
                                + " since, since_format, normalize, missing, unreadable, separator, length, value_dim,"
                                + " pooling",
                        "c.yaml:11:20: data.table.fields.price.normalize: minmax is fitted on the numbers that come"
                                + " to it, and must be the last step",
                        "c.yaml:12:16: data.table.fields.user.name: there is a field user already",
                        "c.yaml:12:45: data.table.fields.user.buckets: must be from 1 to 100000000, not 0",
                        "c.yaml:13:9: data.table.fields.[3]: needs the key name, or names for several fields of one kind",
                        "c.yaml:14:9: data.table.fields.[4]: must be keys and values, as {name: user_id, kind: sparse}",
                        "c.yaml:15:9: data.table.fields.x: needs the key kind: sparse, sequence or dense",
                        "c.yaml:16:41: data.table.fields.z.column: must be text, not the list [1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "name: a, kind: sparse, values: [x, x] # a.values: names a value twice",
                "name: a, kind: sparse, encoder: boundaries # a: encoder: boundaries needs the key boundaries, as [18, 25, 35]",
                "name: a, kind: sparse, boundaries: [2, 1] # a.boundaries: must rise, but 1.0 comes after 2.0",
                "name: a, kind: sparse, labels: [x] # a: labels needs the key boundaries, as [18, 25, 35]",
                "name: a, kind: sparse, boundaries: [1, 2], labels: [x, y] # a.labels: must be 3, one more than boundaries, not 2",
                "name: a, kind: sparse, boundaries: [1], labels: [x, y], bin: 5 # a.bin: does not go with labels, which name intervals",
                "name: a, kind: sparse, boundaries: [1], labels: [x, y], encoder: boundaries # a.labels: makes text of numbers, which is for encoder: vocabulary or hash",
                "name: a, kind: sparse, encoder: hash, order: number # a.order: goes with encoder: vocabulary",
                "name: a, kind: sparse, take: prefix # a.chars: a prefix needs it: how many characters",
                "name: a, kind: dense, take: prefix, chars: 2 # a.take: a prefix is text, and a dense field takes numbers",
                "name: a, kind: sparse, take: count # a.take: a count is a number, for kind: dense",
                "name: a, kind: dense, take: count, missing: 2 # a.missing: does not go with a count",
                "name: a, kind: sparse, buckets: 3 # a.buckets: goes with encoder: hash or number",
                "name: a, kind: sparse, values: [x], min_count: 3 # a.min_count: goes with a vocabulary that train gives, not with a fixed one",
                "name: a, kind: sequence, pooling: max # a.pooling: no such value: max; did you mean mean?",
                "name: a, kind: sparse, pooling: sum # a.pooling: no such key; there are name, names, kind, width, column, flags, cross, lookup, expression, made_up, take, chars, time_format, since, since_format, bin, encoder, min_count, order, values, file, buckets, boundaries, labels, embedding_name, missing, unreadable",
                "name: a, kind: sequence, flags: [] # a.flags: names no column, as [Action, Comedy]",
                "name: a, kind: sequence, flags: [x, x] # a.flags: names a column twice",
                "name: a, kind: sequence, flags: [x|y] # a.flags: \"x|y\" is empty or holds the separator |",
                "name: a, kind: sequence, flags: [''] # a.flags: \"\" is empty or holds the separator |",
                "name: a, kind: sequence, flags: [x], bin: 2 # a.bin: is of numbers, and a sequence of flags has names",
                "name: a, kind: sequence, flags: [x], encoder: number # a.encoder: takes numbers, and a sequence of flags has names",
                "name: a, kind: dense, flags: [x], separator: ; # a.separator: does not go with flags, which are one number: how many",
                "name: a, kind: sparse, flags: [x], column: y # a.column: does not go with flags",
                "name: a, kind: sparse, flags: [x], missing: 0 # a.missing: does not go with flags",
                "name: a, kind: dense, flags: [x], take: count # a.take: does not go with flags",
                "names: [a, b], kind: sparse, flags: [x] # [0].flags: make one field; give it one name",
                "name: a, kind: sparse, take: years_since # a.since: the time between two columns needs it: the earlier one",
                "name: a, kind: sparse, since: b # a.since: goes with take: days_since or years_since",
                "name: a, kind: sparse, take: year, since_format: unix # a.since_format: goes with since",
                "name: a, kind: sequence, take: days_since, since: b # a.take: the time between two columns is one value, for kind: sparse or dense",
                "name: a, kind: dense, take: days_since, since: b, separator: ; # a.separator: does not go with the time between two columns",
                "name: a, kind: sparse, time_format: unix # a.time_format: goes with what is taken of times, as take: year",
                "name: a, kind: sparse, take: year, time_format: foo # a.time_format: must be unix, unix_ms, iso or a pattern as yyMMddHH",
                "name: a, kind: sparse, take: days_since, since: b, since_format: foo # a.since_format: must be unix, unix_ms, iso or a pattern as yyMMddHH",
                "name: a, kind: sparse, bin: 1 # a.bin: must be from 2 to 1000000000, not 1",
                "name: a, kind: dense, bin: 5 # a.bin: no such key",
                "name: a, kind: sparse, take: prefix, chars: 2, bin: 5 # a.bin: is of numbers, and a prefix is text",
                "name: a, kind: sparse, boundaries: [1], bin: 5 # a.bin: makes text of numbers, as 1990-1994, which is for encoder: vocabulary or hash",
                "name: a, kind: sparse, unreadable: missing # a.unreadable: is of numbers and times, and text can always be read",
                "name: a, kind: sparse, bin: 5, unreadable: skip # a.unreadable: no such value: skip; there are bad_row, missing",
                "name: a, kind: sequence, unreadable: missing # a.unreadable: no such key",
                "name: a, kind: dense, take: count, unreadable: missing # a.unreadable: does not go with a count",
                "name: a, kind: sequence, weights: '|' # a.weights: stand after this sign, and must have another than separator",
                "name: a, kind: sequence, weights: ':', flags: [x] # a.weights: go with a column of ids",
                "name: a, kind: dense, length: 3 # a.length: goes with separator, for a column of several numbers",
                "name: a, kind: dense, pooling: sum # a.pooling: goes with separator, for a column of several numbers",
                "name: a, kind: dense, separator: ; # a.separator: makes several numbers of the column; add length: N (or value_dim: N) for the first N of them as inputs, or pooling: mean (or sum) for one input",
                "name: a, kind: dense, separator: ;, length: 2, pooling: sum # a.pooling: makes one input, and length several; leave one of them out",
                "name: a, kind: dense, separator: ;, length: 2, value_dim: 2 # a.value_dim: is another name of length; leave one of them out",
                "name: a, kind: dense, normalize: log2 # a.normalize: no such value: log2; did you mean log10?",
                "name: a, kind: dense, normalize: [minmax(0, 100)] # a.normalize: \"minmax(0\" is no step; one with constants is written in quotes, as \"minmax(0, 100)\"",
                "name: a, kind: dense, normalize: ['minmax(5, 5)'] # a.normalize: minmax(5, 5) takes (MIN, MAX), the second above the first",
                "name: a, kind: dense, normalize: ['zscore(0, 0)'] # a.normalize: zscore(0, 0) takes (MEAN, DEVIATION), the deviation above 0",
                "name: a, kind: dense, normalize: ['zscore(a, 1)'] # a.normalize: the constants of \"zscore(a, 1)\" are not numbers",
                "name: a, kind: dense, normalize: ['log1p(2)'] # a.normalize: log1p(2) takes no constants",
                "name: a, kind: dense, normalize: log2p # a.normalize: no such value: log2p; did you mean log1p?",
            })
    void refuses(String keys, String message) {
        assertThatThrownBy(() -> field(keys)).hasMessageContaining("data.table.fields." + message);
    }

    @Test
    void severalNumbersOfAColumnTakeTheirNames() {
        assertThatThrownBy(() -> read("""
                        fields:
                          - {name: a, kind: dense, separator: ;, length: 2}
                          - {name: a_2, kind: sparse}
                        """))
                .hasMessageContaining("c.yaml:8:16: data.table.fields.a_2.name: there is a field a_2 already");
    }

    @Test
    void ratingsHaveNoPositives() {
        assertThatThrownBy(() -> read("""
                        label_kind: number
                        fields: [{name: a, kind: dense, take: positives}]
                        """)).hasMessageContaining("field a counts positives, and such labels have none");
    }

    @Test
    void fieldsOfOneTableAreAlike() {
        assertThatThrownBy(() -> read("""
                        fields:
                          - {name: a, kind: sparse, embedding_name: t, encoder: hash}
                          - {name: b, kind: sequence, embedding_name: t}
                          - {name: c, kind: sequence, embedding_name: t, encoder: hash, width: 8}
                          - {name: d, kind: sparse, embedding_name: a}
                          - {name: e, kind: sparse, embedding_name: d}
                          - {name: f, kind: sparse, embedding_name: d, min_count: 3}
                          - {name: price, kind: dense}
                          - {name: g, kind: sparse, embedding_name: price}
                          - {name: d, kind: dense, column: dd}
                          - {name: t, kind: dense}
                        """))
                .asInstanceOf(InstanceOfAssertFactories.type(ConfigException.class))
                .extracting(ConfigException::problems, InstanceOfAssertFactories.list(String.class))
                .map(line -> line.substring(line.indexOf("data.table")))
                .containsExactly(
                        "data.table.fields.b.embedding_name: a and b share the table t, and must have the same encoder,"
                                + " but have hash (buckets 10000) and vocabulary (min_count 1)",
                        "data.table.fields.c.embedding_name: a and c share the table t, and must have the same width,"
                                + " but have 16 and 8",
                        "data.table.fields.f.embedding_name: e and f share the table d, and must have the same encoder,"
                                + " but have vocabulary (min_count 1) and vocabulary (min_count 3)",
                        "data.table.fields.g.embedding_name: price is a dense field, which has no table of ids",
                        "data.table.fields.d.name: there is a field d already",
                        "data.table.fields.t.name: t is a table of other fields already");
    }

    @Test
    void sequencesArePooledAsTheySayOrAsTheDefaultHasIt() throws IOException {
        String fields = """
                fields:
                  - {name: a, kind: sequence}
                  - {name: b, kind: sequence, pooling: mean}
                """;
        assertThat(poolings(read(fields))).containsExactly(Pooling.MEAN, Pooling.MEAN);
        Experiment summed = read("sequence: {pooling: sum}\n" + fields);
        assertThat(poolings(summed)).containsExactly(Pooling.SUM, Pooling.MEAN);
        // the rows are the same, so that what was encoded serves both
        assertThat(summed.data().table().canonical())
                .isEqualTo(read(fields).data().table().canonical());
        assertThat(read(fields.replace("mean", "sum")).data().table().canonical())
                .isEqualTo(read(fields).data().table().canonical());
    }

    private static List<Pooling> poolings(Experiment experiment) {
        return experiment.data().table().modelFields().stream()
                .map(field -> ((TableField.Sequence) field).pooling())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "fields: [] # data.table.fields: names no field, as [{name: user_id, kind: sparse}]",
                "charset: utf-9 # data.table.charset: no such character set: utf-9; as utf-8 or iso-8859-1",
                "separator: '' # data.table.separator: must be one or more characters, no quote and no end of line",
                "time_format: foo # data.table.time_format: must be unix, unix_ms, iso or a pattern as yyMMddHH",
                "columns: [a] # data.table.columns: the header names the columns already; leave one of them out",
                "joins: [{file: a}] # data.table.joins.a: needs the key on, the column that it shares with the rows",
            })
    void refusesATable(String table, String message) {
        assertThatThrownBy(() -> read(table)).hasMessageContaining(message);
    }

    @Test
    void whatASplitNeedsIsSaid() {
        assertThatThrownBy(() -> changed("data.split_strategy=leave_one_out"))
                .hasMessageContaining("this split needs the column of the time");
        assertThatThrownBy(() -> changed("data.split_strategy=leave_one_out", "data.table.time=t"))
                .hasMessageContaining("leave_one_out needs the column of the user");
        assertThatThrownBy(() -> changed("data.split_strategy=random", "data.table.test_files=[b]"))
                .hasMessageContaining("data.table.test_files=[b]: data.table.test_files: go with split_strategy given");
        // without files for test there is no test
        assertThat(changed("data.split_strategy=given").data().table().testFiles())
                .isEmpty();
        assertThatThrownBy(() -> ExperimentReader.changed(Experiment.DEFAULTS, List.of("data.split_strategy=random")))
                .hasMessageContaining("movielens has temporal and leave_one_out");
    }

    private static Experiment changed(String... more) {
        List<String> all = new java.util.ArrayList<>(List.of(
                "data.dataset_name=table", "data.table.files=[a]", "data.table.fields=[{name: a, kind: sparse}]"));
        all.addAll(List.of(more));
        return ExperimentReader.changed(Experiment.DEFAULTS, all);
    }

    @Test
    void aFieldsOwnKeysStandAboveTheDefaults() throws IOException {
        List<TableField> fields = read("""
                        sparse: {encoder: hash, buckets: 50, width: 4}
                        fields:
                          - {names: [a, 7], kind: sparse}
                          - {name: c, kind: sparse, encoder: vocabulary, width: 8}
                        """).data().table().modelFields();
        TableField.Extraction whole =
                new TableField.Extraction(TableField.Take.VALUE, 1, 0, Optional.empty(), TableField.Unreadable.BAD_ROW);
        assertThat(fields)
                .containsExactly(
                        new TableField.Sparse(
                                "a", new TableField.Column("a"), whole, new TableField.Hashed(50), "", "a", 4),
                        new TableField.Sparse(
                                "7", new TableField.Column("7"), whole, new TableField.Hashed(50), "", "7", 4),
                        new TableField.Sparse(
                                "c",
                                new TableField.Column("c"),
                                whole,
                                new TableField.Learnt(1, TableField.Order.TEXT),
                                "",
                                "c",
                                8));
    }

    @Test
    void whatAFieldIsMadeOf() {
        assertThat(field("name: g, kind: sequence, flags: [x, 7]").source())
                .isEqualTo(new TableField.Flags(List.of("x", "7")));
        TableField age = field(
                "name: age, column: seen, kind: sparse, take: years_since, since: born, since_format: yyyy-MM-dd");
        assertThat(age.source()).isEqualTo(new TableField.DaysSince("seen", "born", Optional.of("yyyy-MM-dd")));
        assertThat(age.extraction().timeFormat()).isEmpty();
        TableField year =
                field("name: y, kind: sparse, take: year, time_format: yyyyMMdd, bin: 5, unreadable: missing");
        assertThat(year.source()).isEqualTo(new TableField.Column("y"));
        assertThat(year.extraction())
                .isEqualTo(new TableField.Extraction(
                        TableField.Take.YEAR, 1, 5, Optional.of("yyyyMMdd"), TableField.Unreadable.MISSING));
    }

    /// The database keeps a trial's config as JSON with sorted keys: fields must come back in their order.
    @Test
    void readsBackFromJsonAndYamlWithTheSameHash() throws IOException {
        Experiment read = read("""
                joins: [{file: m.csv, on: movie, add: [genres]}]
                fields:
                  - {name: z, kind: sparse, values: [1, 1.5, x, true]}
                  - {name: a, kind: dense, missing: 2, normalize: [log1p, zscore]}
                  - {name: b, kind: dense, lookup: {map: m, key: k}}
                """);
        Value.Fields tree = (Value.Fields) Json.read(Json.write(ConfigTree.of(read)));
        Experiment stored = ConfigTree.experiment(tree);
        assertThat(stored).isEqualTo(read);
        assertThat(stored.data().table().modelFields())
                .extracting(TableField::name)
                .containsExactly("z", "a", "b");
        assertThat(ConfigTree.hash(stored)).isEqualTo(ConfigTree.hash(read));
        assertThat(stored.data().table().canonical())
                .isEqualTo(read.data().table().canonical());
        assertThat(ConfigTree.yaml(read)).doesNotContain("&");
        Path written = Files.writeString(folder.resolve("written.yaml"), ConfigTree.yaml(read));
        assertThat(ExperimentReader.read(written, List.of())).isEqualTo(read);
        assertThat(ConfigTree.hash(read))
                .isNotEqualTo(ConfigTree.hash(
                        ExperimentReader.changed(read, List.of("data.table.fields=[{name: z, kind: sparse}]"))));
    }

    @Test
    void aStoredConfigIsRefusedWithItsPath() {
        assertThatThrownBy(() -> ConfigTree.experiment((Value.Fields)
                        Json.read("{\"data\":{\"table\":{\"fields\":[{\"name\":\"a\",\"kind\":\"sprse\"}]}}}")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("a.kind: no such value: sprse; did you mean sparse?");
    }
}
