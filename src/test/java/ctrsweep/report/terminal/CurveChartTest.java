package ctrsweep.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveChartTest {
    private static final TerminalStyle PLAIN = new TerminalStyle(Glyphs.BLOCKS, false);

    private static List<EpochValue> values(double... numbers) {
        return DoubleStream.of(numbers).mapToObj(EpochValue::of).toList();
    }

    private static CurveChart chart(int marked, double... numbers) {
        OptionalInt best = marked < 0 ? OptionalInt.empty() : OptionalInt.of(marked);
        return new CurveChart("val.auc", 1, numbers.length, values(numbers), best, 4);
    }

    @Test
    void drawsTheCurveWithItsBestEpoch() {
        assertThat(chart(3, 0.60, 0.70, 0.74, 0.76, 0.755, 0.74, 0.70).draw(80, PLAIN))
                .isEqualTo("""
                  val.auc
                 0.7600 │      ▄▄▄███▇▇▇▄▄▄
                        │   ▄▄▄████████████▄▄▄
                        │   ██████████████████
                 0.6000 │▁▁▁██████████████████
                        └─────────▲▲▲─────────
                         1                   7
                """);
    }

    @Test
    void asciiServesToo() {
        assertThat(chart(3, 0.60, 0.70, 0.74, 0.76, 0.755, 0.74, 0.70).draw(80, new TerminalStyle(Glyphs.ASCII, false)))
                .isEqualTo("""
                          val.auc
                         0.7600 |      :::######:::
                                |   :::############:::
                                |   ##################
                         0.6000 |...##################
                                +---------^^^---------
                                 1                   7
                        """);
    }

    @Test
    void epochsThatAreNoNumbersAreCrosses() {
        assertThat(chart(0, 0.7, Double.NaN, 0.6, Double.POSITIVE_INFINITY).draw(80, PLAIN))
                .isEqualTo("""
                          val.auc
                         0.7000 │███
                                │███
                                │███
                         0.6000 │███×××▁▁▁×××
                                └▲▲▲─────────
                                 1          4
                        """);
        assertThat(chart(-1, Double.NaN, Double.NaN).draw(80, PLAIN)).isEqualTo("""
                  val.auc
                  │××××××
                  └──────
                   1    2
                """);
    }

    @Test
    void whatWasNotMeasuredIsEmpty() {
        List<EpochValue> values = List.of(EpochValue.of(1), EpochValue.ABSENT, EpochValue.of(2));

        assertThat(new CurveChart("loss", 1, 3, values, OptionalInt.empty(), 2).draw(80, PLAIN))
                .isEqualTo("""
                  loss
                 2.0000 │      ███
                 1.0000 │▁▁▁   ███
                        └─────────
                         1       3
                """);
    }

    @Test
    void oneEpochAndEqualOnesAreFlat() {
        assertThat(chart(0, 0.7).draw(80, PLAIN)).isEqualTo("""
                  val.auc
                 0.7000 │▅▅▅
                        └▲▲▲
                         1
                """);
        assertThat(chart(0, 0.7, 0.7, 0.7).draw(80, PLAIN)).isEqualTo("""
                  val.auc
                 0.7000 │▅▅▅▅▅▅▅▅▅
                        └▲▲▲──────
                         1       3
                """);
    }

    @Test
    void hugeAndTinyNumbersHaveExponents() {
        assertThat(chart(-1, 1.7e308, -1.7e308, 1e-9).draw(80, PLAIN)).isEqualTo("""
                  val.auc
                  1.700e+308 │███
                             │███   ▁▁▁
                             │███   ███
                 -1.700e+308 │███▁▁▁███
                             └─────────
                              1       3
                """);
    }

    @Test
    void whereThereIsNoRoomNeighboursAreOneColumn() {
        double[] ramp = IntStream.range(0, 1000)
                .mapToDouble(i -> i < 750 ? i : 1500 - i)
                .toArray();
        String drawn = chart(750, ramp).draw(40, PLAIN);

        assertThat(drawn.lines()).allMatch(line -> line.length() <= 40);
        assertThat(drawn).isEqualTo("""
                  val.auc
                 750.0000 │                 ▂▃▅▆█▇▆▄▃▁
                          │           ▁▃▄▆▇████████████▆
                          │     ▁▂▄▅▆███████████████████
                   0.0000 │▂▃▅▆▇████████████████████████
                          └─────────────────────▲───────
                           1                        1000
                """);
        assertThat(chart(1, 1, 2, 3).draw(1, PLAIN)).isNotBlank();
    }

    @Test
    void coloursTheBestEpochAndWhatIsNoNumber() {
        String drawn = chart(0, 0.7, Double.NaN).draw(80, new TerminalStyle(Glyphs.BLOCKS, true));

        assertThat(drawn)
                .contains("\u001b[32m▅▅▅\u001b[0m\u001b[31m×××\u001b[0m")
                .contains("\u001b[32m▲▲▲\u001b[0m───");
        assertThat(chart(0, 0.7, Double.NaN).draw(80, PLAIN)).doesNotContain("\u001b");
    }

    @Test
    void aTitleFromOutsideCommandsNothing() {
        assertThat(new CurveChart("a\u001b[31m", 1, 1, values(1), OptionalInt.empty(), 2).draw(80, PLAIN))
                .startsWith("  a\\u001b[31m\n");
    }
}
