package ctrsweep.data.table;

import java.util.List;

/// The interval of a number: 1 below the first bound, and one more for each bound that the number reaches. An
/// empty value is unknown.
record Boundaries(List<Double> bounds) implements IdTable {
    Boundaries {
        bounds = List.copyOf(bounds);
    }

    @Override
    public int number(byte[] bytes, int begin, int end) {
        if (begin == end) {
            return 0;
        }
        double number = NumberParser.parsed(bytes, begin, end);
        return 1 + reached(bounds, number);
    }

    /// How many of the bounds a number reaches.
    static int reached(List<Double> bounds, double number) {
        return (int) bounds.stream().filter(bound -> number >= bound).count();
    }

    @Override
    public int size() {
        return bounds.size() + 2;
    }

    @Override
    public String text(int id) {
        if (id == 0) {
            return "?";
        }
        String from = id == 1 ? "" : bounds.get(id - 2).toString();
        String to = id > bounds.size() ? "" : bounds.get(id - 1).toString();
        return "[" + from + ", " + to + ")";
    }

    @Override
    public String words() {
        return "boundaries";
    }
}
