package ctrsweep.search.tpe;

/// Evenly spaced numbers, and their coordinates on a linear or logarithmic scale.
record Steps(double min, double max, double step, boolean log) {

    double scaled(double number) {
        return log ? Math.log(number) : number;
    }

    /// The number nearest to a coordinate.
    double number(double scaled) {
        double number = log ? Math.exp(scaled) : scaled;
        return Math.clamp(min + Math.rint((number - min) / step) * step, min, max);
    }

    /// From the lower end of the first number's cell to the upper end of the last one's.
    Normals.Reach reach() {
        return Normals.Reach.between(scaled(min - step / 2), scaled(max + step / 2));
    }
}
