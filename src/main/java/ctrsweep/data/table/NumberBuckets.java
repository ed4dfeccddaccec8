package ctrsweep.data.table;

/// A whole number n from 0 to buckets - 1 has the id n + 1; others, and an empty value, are unknown.
record NumberBuckets(int buckets) implements IdTable {

    @Override
    public int number(byte[] bytes, int begin, int end) {
        if (begin == end) {
            return 0;
        }
        double number = NumberParser.parsed(bytes, begin, end);
        if (number != Math.rint(number)) {
            throw new BadRow("\"%s\" is not a whole number".formatted(NumberParser.text(bytes, begin, end)));
        }
        return number >= 0 && number < buckets ? (int) number + 1 : 0;
    }

    @Override
    public int size() {
        return buckets + 1;
    }

    @Override
    public String text(int id) {
        return id == 0 ? "?" : Integer.toString(id - 1);
    }

    @Override
    public String words() {
        return "number";
    }
}
