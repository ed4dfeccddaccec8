package ctrsweep.store;

import ctrsweep.space.Relation;
import ctrsweep.space.Value;
import java.util.Map;

/// A metric at the best epoch. NaN counts as missing, except for `= nan` and `!= nan`.
///
/// @param source a row of `trial_metric`
/// @param infinity SQL for infinity
record MetricColumn(String name, ColumnSource source, String infinity) implements QueryColumn {
    /// SQL for the value as a number; NULL for NaN.
    private String number() {
        return """
                CASE trial_metric.non_finite WHEN '+inf' THEN %1$s WHEN '-inf' THEN -%1$s ELSE trial_metric.value END""".formatted(infinity);
    }

    @Override
    public String compare(Relation relation, Value literal, Binds binds) {
        if (literal instanceof Value.Text(String text) && text.equalsIgnoreCase("nan")) {
            return nan(relation);
        }
        return QueryColumn.related(
                number(),
                relation,
                QueryColumn.number(literal).orElseThrow(() -> takes("a number, inf, -inf or nan", literal)),
                binds);
    }

    private String nan(Relation relation) {
        if (relation.isOrder()) {
            throw hasNoOrder("nan");
        }
        return relation == Relation.EQUAL ? "trial_metric.non_finite IS NOT DISTINCT FROM 'nan'" : present();
    }

    @Override
    public Map<Form, String> forms() {
        return Map.of(Form.NUMBER, number());
    }

    @Override
    public String present() {
        return "trial_metric.non_finite IS DISTINCT FROM 'nan'";
    }
}
