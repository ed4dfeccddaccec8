package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.config.ConfigTree;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Dataset;
import ctrsweep.data.Field;
import ctrsweep.data.RawRow;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.json.Json;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.Pooling;
import ctrsweep.space.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// From files to rows.
class TableDatasetTest {
    private static final Path MADE_UP = Path.of("src/test/resources/tables");

    @TempDir
    Path folder;

    private void write(String name, String text) throws IOException {
        write(name, text, StandardCharsets.UTF_8);
    }

    private void write(String name, String text, Charset charset) throws IOException {
        Files.writeString(folder.resolve(name), text, charset);
    }

    private TableDataset dataset(String table) throws IOException {
        Path config = Files.writeString(folder.resolve("config.yaml"), """
                data:
                  dataset_name: table
                  split_strategy: given
                  table:
                    files: [train]
                    validation_files: [val]
                    test_files: [test]
                """ + table.indent(4));
        return new TableDataset(
                folder, ExperimentReader.read(config, List.of()).data(), 1, folder.resolve("columns"), _ -> {});
    }

    @Test
    void handWorkedRows() throws IOException {
        write("train", """
                label,user,age,tags,price
                1,ann,20,x;y,2
                0,bob,,"y;z",4
                1,ann,70,,
                """);
        write("val", "label,user,age,tags,price\n0,cyd,18,w;z;y;x,8\n");
        write("test", "label,user,age,tags,price\n1,bob,17,x,1\n");
        TableDataset data = dataset("""
                dense: {missing: 3}
                fields:
                  - {name: user, kind: sparse, width: 4}
                  - {name: tags, kind: sequence, separator: ;, length: 2}
                  - {name: price, kind: dense, normalize: minmax}
                  - {name: age, kind: sparse, boundaries: [18, 65]}
                """);
        assertThat(data.schema())
                .isEqualTo(new Schema(List.of(
                        Field.sparse("user", 3, 4),
                        Field.sequence("tags", 4, 16, 2),
                        Field.dense("price", 16),
                        Field.sparse("age", 4, 16))));
        Rows train = data.train(1, 1).inMemory();
        assertThat(train.sparse()).containsExactly(1, 2, 2, 0, 1, 3);
        assertThat(train.sequences()).containsExactly(1, 2, 2, 3, 0, 0);
        assertThat(train.dense()).containsExactly(0, 1, 0.5f);
        assertThat(train.labels()).containsExactly(1, 0, 1);
        // cyd and w were not seen in training; z and y are the first two of those that were
        assertThat(data.validation().inMemory().sparse()).containsExactly(0, 2);
        assertThat(data.validation().inMemory().sequences()).containsExactly(3, 2);
        assertThat(data.validation().inMemory().dense()).containsExactly(3);
        assertThat(data.test().inMemory().sparse()).containsExactly(2, 1);
        TableDataset.Described tags = data.described().get(1);
        assertThat(tags.knownInValidation()).isEqualTo(0.75);
        assertThat(tags.knownInTest()).isEqualTo(1);
        assertThat(data.firstRows(2))
                .extracting(TableDataset.FirstValues::values)
                .containsExactly(
                        List.of("ann", "bob"),
                        List.of("x;y", "y;z"),
                        List.of("0.000", "1.000"),
                        List.of("[18.0, 65.0)", "?"));
    }

    @Test
    void whatValidationAndTestHaveNeverFeedsAnEncoder() throws IOException {
        String fields = "fields: [{name: a, kind: sparse}, {name: b, kind: dense, normalize: zscore}]\n";
        write("train", "label,a,b\n1,x,1\n0,y,2\n");
        write("val", "label,a,b\n1,x,1\n0,y,2\n");
        write("test", "label,a,b\n1,x,1\n0,y,2\n");
        TableDataset before = dataset(fields);
        write("val", "label,a,b\n1,new,1000\n0,y,2\n");
        write("test", "label,a,b\n1,newer,5000\n0,y,2\n");
        TableDataset after = dataset(fields);
        assertThat(after.schema()).isEqualTo(before.schema());
        assertThat(after.train(1, 1).inMemory().dense())
                .isEqualTo(before.train(1, 1).inMemory().dense());
        assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
    }

    @Test
    void twoFieldsOfOneTableHaveTheirIdsInCommon() throws IOException {
        for (String file : List.of("train", "val", "test")) {
            write(file, "label,shop,shops\n1,s3,s1|s2\n0,s1,s3\n");
        }
        Dataset data = dataset("""
                fields:
                  - {name: shop, kind: sparse, embedding_name: shop}
                  - {name: shops, kind: sequence, embedding_name: shop, length: 2, pooling: sum}
                """);
        assertThat(data.schema())
                .isEqualTo(new Schema(List.of(
                        Field.sparse("shop", 4, 16).in("shop"),
                        Field.sequence("shops", 4, 16, 2).in("shop").pooledBy(Pooling.SUM))));
        assertThat(data.train(1, 1).inMemory().sparse()).containsExactly(3, 1);
        assertThat(data.train(1, 1).inMemory().sequences()).containsExactly(1, 2, 3, 0);
    }

    @Test
    void joinsColumnsOfOtherFiles() throws IOException {
        for (String file : List.of("train", "val", "test")) {
            write(file, "label,item\n1,i1\n0,i2\n0,i3\n");
        }
        write("items", "i1;red\ni2;blue\n");
        write("tags", "item,tag\ni1,a\ni2,b\ni1,c\n");
        Dataset data = dataset("""
                joins:
                  - {file: items, on: item, columns: [item, colour], separator: ;}
                  - {file: tags, on: item, collect: "|"}
                fields:
                  - {name: colour, kind: sparse}
                  - {name: tag, kind: sequence, length: 3}
                """);
        // "", blue, red; the third item has no partner
        assertThat(data.train(1, 1).inMemory().sparse()).containsExactly(3, 2, 1);
        assertThat(data.train(1, 1).inMemory().sequences()).containsExactly(1, 3, 0, 2, 0, 0, 0, 0, 0);
        assertThat(data.rawColumns()).containsExactly("item");
        Rows encoded = data.encode(List.of(new RawRow("r:1", List.of("item", "x"), List.of("i2", "?"))));
        assertThat(encoded.sparse()).containsExactly(2);
        assertThat(encoded.sequences()).containsExactly(2, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "\t", "::", "|", "; "})
    void separators(String separator) throws IOException {
        String text = "label,a,b\n1,x,1\n0,\"y\",2\n".replace(",", separator);
        for (String file : List.of("train", "val", "test")) {
            write(file, text);
        }
        String escaped = separator.replace("\t", "\\t");
        String fields = "fields: [{name: a, kind: sparse}, {name: b, kind: dense}]\n";
        TableDataset quoted = dataset("separator: \"" + escaped + "\"\n" + fields);
        assertThat(quoted.firstRows(2).getFirst().values()).containsExactly("x", "y");
        assertThat(quoted.train(1, 1).inMemory().dense()).containsExactly(1, 2);
        TableDataset plain = dataset("quoted: false\nseparator: \"" + escaped + "\"\n" + fields);
        assertThat(plain.firstRows(2).getFirst().values()).containsExactly("x", "\"y\"");
    }

    @Test
    void charsetsAndLineEnds() throws IOException {
        write("train", "label,a\r\n1,caf\u00e9\r\n0,b\r\n", StandardCharsets.ISO_8859_1);
        write("test", "label,a\n1,caf\u00e9\n", StandardCharsets.ISO_8859_1);
        write("val", "label,a\n1,caf\u00e9\n0,c", StandardCharsets.ISO_8859_1);
        TableDataset data = dataset("charset: iso-8859-1\nfields: [{name: a, kind: sparse}]\n");
        assertThat(data.firstRows(1).getFirst().values()).containsExactly("caf\u00e9");
        assertThat(data.validation().inMemory().sparse()).containsExactly(2, 0);
    }

    /// The first file is marked as UTF-8, the second is packed; both train.
    @Test
    void severalFilesPackedOrNot() throws IOException {
        write("a.csv", "\uFEFFlabel,a\n1,x\n");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("b.csv.gz")))) {
            out.write("label,a\n0,\u4e2d\n1,x\n0,x\n".getBytes(StandardCharsets.UTF_8));
        }
        Experiment experiment = ExperimentReader.changed(
                Experiment.DEFAULTS,
                List.of(
                        "data.dataset_name=table",
                        "data.split_strategy=given",
                        "data.table.files=[a.csv, b.csv.gz]",
                        "data.table.validation_files=[a.csv]",
                        "data.table.test_files=[b.csv.gz]",
                        "data.table.fields=[{name: a, kind: sparse}]"));
        TableDataset data = new TableDataset(folder, experiment.data(), 1, folder.resolve("columns"), _ -> {});
        assertThat(data.train(1, 1).inMemory().sparse()).containsExactly(1, 2, 1, 1);
        assertThat(data.firstRows(2).getFirst().values()).containsExactly("x", "\u4e2d");
    }

    @Test
    void weightsAndGroups() throws IOException {
        for (String file : List.of("train", "val", "test")) {
            write(file, "label,u,w\n1,a,0.5\n0,b,2\n1,b,1\n0,a,1\n");
        }
        Dataset data = dataset("""
                weight: w
                user: u
                fields: [{name: u, kind: sparse}]
                """);
        assertThat(data.train(1, 1).weights()).containsExactly(0.5f, 2, 1, 1);
        assertThat(data.train(1, 1).groups()).isEmpty();
        assertThat(data.test().groups()).containsExactly(0, 0, 1, 1);
        assertThat(data.test().labels()).containsExactly(1, 0, 0, 1);
        assertThat(data.test().inMemory().sparse()).containsExactly(1, 1, 2, 2);
    }

    /// Test rows go city by city; the users stay the split's.
    @Test
    void groupsMayBeOfAnotherColumnThanTheUsers() throws IOException {
        for (String file : List.of("train", "val", "test")) {
            write(file, "label,u,city\n1,a,x\n0,b,y\n1,b,x\n0,c,y\n");
        }
        String fields = "fields: [{name: u, kind: sparse}]\n";
        TableDataset data = dataset("user: u\ngroup: city\n" + fields);
        assertThat(data.test().groups()).containsExactly(0, 0, 1, 1);
        assertThat(data.test().inMemory().sparse()).containsExactly(1, 2, 2, 3);
        assertThat(data.evaluation()).containsEntry("group", "city");
        assertThat(dataset("group: city\n" + fields).test().groups()).containsExactly(0, 0, 1, 1);
        assertThat(dataset("user: u\n" + fields).evaluation()).doesNotContainKey("group");
    }

    /// Weights stand where their ids do, also behind the numbers; an unknown id keeps its place.
    @Test
    void idsHaveWeights() throws IOException {
        for (String file : List.of("train", "test")) {
            write(file, "label,shops,tags,n\n1,a:2|b:0.5|a:1,x@1,7\n0,,y@x@3,8\n");
        }
        write("val", "label,shops,tags,n\n1,z:4|b:3,y@x@0,9\n");
        TableDataset data = dataset("""
                fields:
                  - {name: shops, kind: sequence, weights: ":", length: 2}
                  - {name: tags, kind: sequence, weights: "@", length: 1, pooling: sum}
                  - {name: n, kind: dense}
                """);
        assertThat(data.schema().fields()).extracting(Field::weighted).containsExactly(true, true, false);
        Rows train = data.train(1, 1).inMemory();
        assertThat(train.sequences()).containsExactly(1, 2, 1, 0, 0, 2);
        assertThat(train.dense()).containsExactly(7, 2, 0.5f, 1, 8, 0, 0, 3);
        assertThat(data.validation().inMemory().sequences()).containsExactly(0, 2, 2);
        assertThat(data.validation().inMemory().dense()).containsExactly(9, 4, 3, 0);
        assertThat(data.described().getFirst().encoding()).isEqualTo("vocabulary, weighted mean of at most 2");
        Rows further = data.encode(
                List.of(new RawRow("r:1", List.of("shops", "tags", "n"), List.of("z:4|b:3|a:9", "x@2", "1"))));
        assertThat(further.sequences()).containsExactly(0, 2, 1);
        assertThat(further.dense()).containsExactly(1, 4, 3, 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "a # \"a\" is not an id and its weight, as 17:0.5",
                ":2 # \":2\" is not an id and its weight, as 17:0.5",
                "a:x # \"x\" is not a number",
                "a:1|b:-2 # the weight -2 is below 0",
            })
    void aBadWeightIsABadRow(String shops, String message) throws IOException {
        for (String file : List.of("train", "val", "test")) {
            write(file, "label,shops\n1,a:1\n0,%s\n".formatted(shops));
        }
        assertThatThrownBy(() -> dataset("fields: [{name: shops, kind: sequence, weights: ':'}]\n"))
                .hasMessageContaining("train:3: shops: " + message);
    }

    @Test
    void severalNumbersInOneColumn() throws IOException {
        for (String file : List.of("train", "val", "test")) {
            write(file, "label,p\n1,1;3\n0,\n");
        }
        Dataset data = dataset("""
                fields:
                  - {name: mean, kind: dense, column: p, separator: ;, pooling: mean}
                  - {name: sum, kind: dense, column: p, separator: ;, pooling: sum, missing: -2}
                  - {name: each, kind: dense, column: p, separator: ;, value_dim: 3, missing: -1}
                """);
        assertThat(data.schema().fields())
                .extracting(Field::name)
                .containsExactly("mean", "sum", "each_1", "each_2", "each_3");
        assertThat(data.train(1, 1).inMemory().dense()).containsExactly(2, 4, 1, 3, -1, 0, -2, -1, -1, -1);
    }

    /// Of the training rows, ann has 3 and 2 positives, bob 1 and none; 0 to 3 and 0 to 2 would be the ranges
    /// had a stranger been among them.
    @Test
    void countsOfTrainAlone() throws IOException {
        write("train", "label,u\n1,ann\n1,ann\n0,ann\n0,bob\n");
        write("val", "label,u\n1,ann\n1,cyd\n");
        write("test", "label,u\n1,bob\n");
        TableDataset data = dataset("""
                fields:
                  - {name: rows, kind: dense, column: u, take: count}
                  - {name: likes, kind: dense, column: u, take: positives, normalize: [log1p, minmax]}
                  - {name: scaled, kind: dense, column: u, take: count, normalize: minmax}
                """);
        assertThat(data.train(1, 1).inMemory().dense()).containsExactly(3, 1, 1, 3, 1, 1, 3, 1, 1, 1, 0, 0);
        assertThat(data.validation().inMemory().dense()).containsExactly(3, 1, 1, 0, 0, -0.5f);
        assertThat(data.test().inMemory().dense()).containsExactly(1, 0, 0);
        assertThat(data.described().getFirst().knownInValidation()).isEqualTo(0.5);
    }

    private static final String DATED = """
            label,seen,born,x,"y z",w
            1,2000-03-01,1-Jan-1996,1,0,1.0
            0,2000-03-01,1-Mar-2000,0,1,
            1,2000-03-01,2-Mar-2000,1,1,1
            0,2000-03-01,,0,0,0
            1,,31-Dec-1969,1,0,0
            """;

    private TableDataset dated(String fields) throws IOException {
        for (String file : List.of("train", "val", "test")) {
            write(file, DATED);
        }
        return dataset("time_format: yyyy-MM-dd\nfields:\n" + fields.indent(2));
    }

    @Test
    void flagsAreASequenceOfTheirColumnsNamesOrTheirNumber() throws IOException {
        TableDataset data = dated("""
                - {name: names, kind: sequence, flags: [x, w, y z], length: 2}
                - {name: shown, kind: sequence, flags: [y z, x], values: [x], separator: " or ", length: 2}
                - {name: count, kind: sparse, flags: [x, w, y z]}
                - {name: bounded, kind: sparse, flags: [x, w, y z], boundaries: [1, 3]}
                - {name: number, kind: dense, flags: [x, w, y z], normalize: minmax}
                """);
        Rows train = data.train(1, 1).inMemory();
        // w, x, y z are 1 to 3; of three that are set the first two as the config lists them
        assertThat(train.sequences()).containsExactly(2, 1, 1, 0, 3, 0, 0, 0, 2, 1, 1, 0, 0, 0, 0, 0, 2, 0, 1, 0);
        // 2, 1, 3, 0 and 1 flags: of a vocabulary 0 to 3, of intervals below 1, below 3, and 3
        assertThat(train.sparse()).containsExactly(3, 2, 2, 2, 4, 3, 1, 1, 2, 2);
        assertThat(train.dense()).containsExactly(2 / 3f, 1 / 3f, 1, 0, 1 / 3f);
        assertThat(data.firstRows(3).getFirst().values()).containsExactly("x|w", "y z", "x|w");
        assertThat(data.rawColumns()).containsExactly("x", "w", "y z");
        Rows further =
                data.encode(List.of(new RawRow("r:1", List.of("y z", "w", "x", "label"), List.of("1", "", "0", "?"))));
        assertThat(further.sequences()).containsExactly(3, 0, 0, 0);
        assertThat(further.sparse()).containsExactly(2, 2);
    }

    @Test
    void yearsAndBinsOfTimesWithAFormatOfTheirOwn() throws IOException {
        TableDataset data = dated("""
                - {name: year, kind: sparse, column: born, take: year, time_format: d-MMM-yyyy, missing: unknown}
                - {name: five, kind: sparse, column: born, take: year, time_format: d-MMM-yyyy, bin: 5, missing: unknown}
                - {name: day, kind: dense, column: seen, take: weekday, missing: -1}
                """);
        assertThat(data.firstRows(5))
                .extracting(TableDataset.FirstValues::values)
                .containsExactly(
                        List.of("1996", "2000", "2000", "unknown", "1969"),
                        List.of("1995-1999", "2000-2004", "2000-2004", "unknown", "1965-1969"),
                        // 2000-03-01 was a Wednesday
                        List.of("2.000", "2.000", "2.000", "2.000", "-1.000"));
    }

    /// From 1996-01-01 to 2000-03-01 are 4 * 365 + 1 (1996) + 31 + 29 days = 1521.
    @Test
    void theTimeBetweenTwoColumns() throws IOException {
        TableDataset data = dated("""
                - &age
                  {name: age, kind: sparse, column: seen, take: years_since, since: born, since_format: d-MMM-yyyy,
                   boundaries: [0, 1, 4], missing: -1}
                - {name: unknown, kind: sparse, column: seen, take: years_since, since: born, since_format: d-MMM-yyyy,
                   boundaries: [0, 4.2]}
                - {name: days, kind: sparse, column: seen, take: days_since, since: born, since_format: d-MMM-yyyy}
                - {name: tens, kind: sparse, column: seen, take: days_since, since: born, since_format: d-MMM-yyyy, bin: 10}
                - {name: years, kind: dense, column: seen, take: years_since, since: born, since_format: d-MMM-yyyy,
                   missing: 9}
                """);
        assertThat(data.firstRows(5))
                .extracting(TableDataset.FirstValues::values)
                .containsExactly(
                        List.of("[4.0, )", "[0.0, 1.0)", "[, 0.0)", "[, 0.0)", "[, 0.0)"),
                        List.of("[0.0, 4.2)", "[0.0, 4.2)", "[, 0.0)", "?", "?"),
                        List.of("1521", "0", "-1", "", ""),
                        List.of("1520-1529", "0-9", "-10--1", "", ""),
                        List.of("4.164", "0.000", "-0.002738", "9.000", "9.000"));
        assertThat(data.rawColumns()).containsExactly("seen", "born");
        Rows further =
                data.encode(List.of(new RawRow("r:1", List.of("born", "seen"), List.of("1-jan-1990", "1991-01-02"))));
        // a year and a day
        assertThat(further.sparse()).startsWith(3, 2, 0);
        assertThat(further.dense()).containsExactly(366 / 365.25f);
    }

    /// The columns of such fields may come from other files.
    @Test
    void derivedFieldsOfJoinedColumns() throws IOException {
        for (String file : List.of("train", "val", "test")) {
            write(file, "label,item,day\n1,i1,2000-01-09\n0,i2,2000-01-09\n");
        }
        write("items", "item,out,new,red\ni1,2000-01-02,1,1\n");
        TableDataset data = dataset("""
                time_format: yyyy-MM-dd
                joins: [{file: items, on: item}]
                fields:
                  - {name: kinds, kind: sequence, flags: [new, red], length: 2}
                  - {name: age, kind: dense, column: day, take: days_since, since: out, missing: -1}
                """);
        assertThat(data.train(1, 1).inMemory().sequences()).containsExactly(1, 2, 0, 0);
        assertThat(data.train(1, 1).inMemory().dense()).containsExactly(7, -1);
        assertThat(data.rawColumns()).containsExactly("day", "item");
    }

    @Test
    void whatCannotBeReadIsMissingWhereTheFieldSaysSo() throws IOException {
        for (String file : List.of("train", "val", "test")) {
            write(file, "label,n,t,s\n1,NA,someday,1\n0,7,2000-01-01,\n1,3;x;4,2000-13-01,never\n");
        }
        TableDataset data = dataset("""
                time_format: yyyy-MM-dd
                fields:
                  - {name: year, kind: sparse, column: t, take: year, missing: unknown, unreadable: missing}
                  - {name: five, kind: sparse, column: n, bin: 5, missing: none, unreadable: missing}
                  - {name: part, kind: sparse, column: n, boundaries: [5], unreadable: missing}
                  - {name: age, kind: sparse, column: t, take: days_since, since: s, missing: none, unreadable: missing}
                  - {name: n, kind: dense, missing: -1, unreadable: missing}
                  - {name: mean, column: n, kind: dense, separator: ;, pooling: mean, missing: -1, unreadable: missing}
                  - {name: each, column: n, kind: dense, separator: ;, length: 2, missing: -1, unreadable: missing}
                """);
        assertThat(data.firstRows(3))
                .extracting(TableDataset.FirstValues::values)
                .containsExactly(
                        List.of("unknown", "2000", "unknown"),
                        List.of("none", "5-9", "none"),
                        List.of("?", "[5.0, )", "?"),
                        List.of("none", "none", "none"),
                        List.of("-1.000", "7.000", "-1.000"),
                        List.of("-1.000", "7.000", "3.500"),
                        List.of("-1.000 -1.000", "7.000 -1.000", "3.000 4.000"));
        assertThat(data.described().get(4).knownInTest()).isEqualTo(1 / 3.0);
    }

    /// Files of the exact format, made up, stand in for those that cannot be had.
    @ParameterizedTest
    @ValueSource(strings = {"deepfm_movielens_1m", "deepfm_movielens_10m", "deepfm_d2l", "deepfm_eleme"})
    void theProductsConfigsReadTheirFormats(String name) {
        Experiment experiment = ExperimentReader.read(Path.of("configs", name + ".yaml"), List.of());
        DataSettings data = experiment.data();
        TableDataset dataset = new TableDataset(MADE_UP, data, 1, folder, _ -> {});
        assertThat(withoutVocabularies(TableDataset.outline(data.table())))
                .isEqualTo(withoutVocabularies(dataset.schema()));
        assertThat(dataset.badRows().count()).isEqualTo(name.equals("deepfm_d2l") ? 1 : 0);
        assertThat(dataset.described()).allMatch(field -> field.knownInTest() > 0.4);
        TableDataset again = new TableDataset(MADE_UP, stored(experiment).data(), 1, folder, _ -> {});
        assertThat(again.fingerprint()).isEqualTo(dataset.fingerprint());
        assertThat(again.train(9, 9).inMemory().sparse())
                .isEqualTo(dataset.train(1, 1).inMemory().sparse());
    }

    /// As a database hands it out.
    private static Experiment stored(Experiment experiment) {
        return ConfigTree.experiment((Value.Fields) Json.read(Json.write(ConfigTree.of(experiment))));
    }

    @Test
    void rawRowsAreEncodedAsTheFilesAre() throws IOException {
        DataSettings data = ExperimentReader.read(Path.of("configs/deepfm_eleme.yaml"), List.of())
                .data();
        TableDataset dataset = new TableDataset(MADE_UP, data, 1, folder, _ -> {});
        List<RawRow> raw = Files.readAllLines(MADE_UP.resolve("eleme/eval.csv")).stream()
                .map(line -> new RawRow("eval", data.table().columns(), Arrays.asList(line.split(",", -1))))
                .toList();
        Rows encoded = dataset.encode(raw);
        assertThat(encoded.sparse()).isEqualTo(dataset.test().inMemory().sparse());
        assertThat(encoded.sequences()).isEqualTo(dataset.test().inMemory().sequences());
        assertThat(encoded.dense()).isEqualTo(dataset.test().inMemory().dense());
    }

    private static List<Field> withoutVocabularies(Schema schema) {
        return schema.fields().stream()
                .map(field -> new Field(
                        field.name(),
                        field.kind(),
                        0,
                        field.width(),
                        field.length(),
                        field.table(),
                        field.pooling(),
                        field.weighted()))
                .toList();
    }
}
