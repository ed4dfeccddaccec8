package ctrsweep.store;

import ctrsweep.space.Relation;
import ctrsweep.space.Value;
import java.util.Map;

/// A metric at the best epoch. NaN counts as missing, except for `= nan` and `!= nan`.
///
/// @param source a row of `trial_metric`
record MetricColumn(String name, ColumnSource source) implements QueryColumn {
    /// SQL for the value as a number; NULL for NaN.
    private static final String NUMBER = """
            CASE trial_metric.non_finite WHEN '+inf' THEN 9e999 WHEN '-inf' THEN -9e999 ELSE trial_metric.value END""";

    @Override
    public String compare(Relation relation, Value literal, Binds binds) {
        if (literal instanceof Value.Text(String text) && text.equalsIgnoreCase("nan")) {
            return nan(relation);
        }
        return QueryColumn.related(
                NUMBER,
                relation,
                QueryColumn.number(literal).orElseThrow(() -> takes("a number, inf, -inf or nan", literal)),
                binds);
    }

    private String nan(Relation relation) {
        if (relation.isOrder()) {
            throw hasNoOrder("nan");
        }
        return relation == Relation.EQUAL ? "trial_metric.non_finite IS 'nan'" : present();
    }

    @Override
    public Map<Form, String> forms() {
        return Map.of(Form.NUMBER, NUMBER);
    }

    @Override
    public String present() {
        return "trial_metric.non_finite IS NOT 'nan'";
    }
}
