package ctrsweep.metric;

/// Ascending scores among which many values are looked up. Their range is cut into as many parts of one width as there
/// are scores, so that few are left to search among.
final class Quantiles {
    private final double[] ascending;
    private final double partsPerUnit;
    /// How many scores are in lower parts.
    private final int[] before;

    Quantiles(double[] ascending) {
        this.ascending = ascending;
        int count = ascending.length;
        partsPerUnit = count / (ascending[count - 1] - ascending[0]);
        before = new int[count + 2];
        for (double score : ascending) {
            before[part(score) + 1]++;
        }
        for (int part = 1; part < before.length; part++) {
            before[part] += before[part - 1];
        }
    }

    /// Never falls as the value rises; 0 where the range is not a finite number.
    private int part(double value) {
        return Math.clamp((int) ((value - ascending[0]) * partsPerUnit), 0, ascending.length);
    }

    int countBelow(double value) {
        int part = part(value);
        return Scores.countBelow(ascending, value, before[part], before[part + 1]);
    }
}
