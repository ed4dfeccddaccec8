package ctrsweep.store;

import ctrsweep.space.ConditionException;
import ctrsweep.space.Relation;
import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// One of a few words, in the trial's own row.
record WordColumn(String name, String sql, List<String> words) implements QueryColumn {
    WordColumn {
        words = List.copyOf(words);
    }

    static WordColumn of(String name, String sql, Enum<?>[] constants) {
        return new WordColumn(name, sql, Arrays.stream(constants).map(Names::of).toList());
    }

    @Override
    public ColumnSource source() {
        return new ColumnSource.TrialRow();
    }

    @Override
    public String compare(Relation relation, Value literal, Binds binds) {
        if (!(literal instanceof Value.Text(String word))) {
            throw takes("one of " + String.join(", ", words), literal);
        }
        if (!words.contains(word)) {
            throw new ConditionException("no such " + name + ": " + word + NearestName.hint(word, words));
        }
        if (relation.isOrder()) {
            throw hasNoOrder("words");
        }
        return QueryColumn.related(sql, relation, word, binds);
    }

    @Override
    public Map<Form, String> forms() {
        return Map.of(Form.TEXT, sql);
    }

    @Override
    public String present() {
        return sql + " IS NOT NULL";
    }

    /// `error` is a stop reason, and also the name of a column.
    @Override
    public boolean isOwnWord(String word) {
        return words.contains(word);
    }
}
