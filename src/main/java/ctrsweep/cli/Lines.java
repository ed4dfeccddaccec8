package ctrsweep.cli;

import ctrsweep.report.Escaped;
import java.util.LinkedHashMap;
import java.util.Map;

/// Facts, one a line, their names in a column.
final class Lines {
    private final Map<String, String> facts = new LinkedHashMap<>();

    Lines add(String name, Object fact) {
        facts.put(Escaped.of(name), Escaped.of(fact.toString()));
        return this;
    }

    String indented(int indent) {
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
