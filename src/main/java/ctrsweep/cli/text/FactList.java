package ctrsweep.cli.text;

import ctrsweep.report.Escaped;
import java.util.LinkedHashMap;
import java.util.Map;

/// Facts, one per line, with aligned names.
public final class FactList {
    private final Map<String, String> facts = new LinkedHashMap<>();

    public FactList add(String name, Object fact) {
        facts.put(Escaped.of(name), Escaped.of(fact.toString()));
        return this;
    }

    public String indented(int indent) {
        int widest = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        facts.forEach((name, fact) -> text.append(" ".repeat(indent))
                .append(name)
                .append(" ".repeat(widest - name.length() + 2))
                .append(fact)
                .append('\n'));
        return text.toString();
    }
}
