package ctrsweep.search.gp;

import java.util.ArrayDeque;
import java.util.Deque;

/// Minimises a smooth function within bounds: limited-memory BFGS (Nocedal 1980) on the coordinates that are free, with
/// steps projected on the bounds (Bertsekas 1982).
final class BoundedDescent {
    /// Pairs of steps and gradient changes that are remembered.
    private static final int MEMORY = 10;

    /// The share of the expected decrease that a step needs (Armijo).
    private static final double SUFFICIENT = 1e-4;

    private static final int MOST_HALVINGS = 20;

    private final Function function;
    private final double[] low;
    private final double[] high;
    private final Deque<Pair> pairs = new ArrayDeque<>();

    /// A differentiable function.
    interface Function {

        /// @param gradient is filled
        /// @return infinite where the function has no value
        double at(double[] x, double[] gradient);
    }

    /// A step `s` and the change of the gradient `y` that it made.
    private record Pair(Vector s, Vector y, double rho) {}

    /// Wraps an array for a record.
    private static final class Vector {
        private final double[] values;

        Vector(double[] values) {
            this.values = values;
        }
    }

    BoundedDescent(Function function, double[] low, double[] high) {
        this.function = function;
        this.low = low.clone();
        this.high = high.clone();
    }

    /// Moves `x` to a local minimum.
    ///
    /// @param tolerance of the projected gradient, and of an iteration's relative decrease
    /// @return the value there
    double minimise(double[] x, int iterations, double tolerance) {
        pairs.clear();
        double[] gradient = new double[x.length];
        project(x);
        double value = function.at(x, gradient);
        for (int iteration = 0; iteration < iterations; iteration++) {
            if (!(projectedGradient(x, gradient) > tolerance)) {
                return value;
            }
            double next = step(x, value, gradient);
            if (Double.isNaN(next)) {
                return value;
            }
            boolean converged = value - next <= tolerance * tolerance * Math.max(1, Math.abs(value));
            value = next;
            if (converged) {
                return value;
            }
        }
        return value;
    }

    /// One step along the direction, halved until the function decreases enough. Updates `x` and its gradient.
    ///
    /// @return the new value; NaN if no step decreases the function
    private double step(double[] x, double value, double[] gradient) {
        double[] direction = direction(x, gradient);
        double[] next = new double[x.length];
        double[] nextGradient = new double[x.length];
        double length = pairs.isEmpty() ? Math.min(1, 1 / norm(direction)) : 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++, length /= 2) {
            double expected = 0;
            for (int i = 0; i < x.length; i++) {
                next[i] = Math.clamp(x[i] + length * direction[i], low[i], high[i]);
                expected += gradient[i] * (next[i] - x[i]);
            }
            double nextValue = function.at(next, nextGradient);
            if (expected < 0 && nextValue <= value + SUFFICIENT * expected) {
                remember(x, gradient, next, nextGradient);
                System.arraycopy(next, 0, x, 0, x.length);
                System.arraycopy(nextGradient, 0, gradient, 0, x.length);
                return nextValue;
            }
        }
        return Double.NaN;
    }

    private void remember(double[] x, double[] gradient, double[] next, double[] nextGradient) {
        double[] s = new double[x.length];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            s[i] = next[i] - x[i];
            y[i] = nextGradient[i] - gradient[i];
        }
        double curvature = dot(s, y);
        if (curvature > 1e-10 * dot(y, y)) {
            pairs.addLast(new Pair(new Vector(s), new Vector(y), 1 / curvature));
            if (pairs.size() > MEMORY) {
                pairs.removeFirst();
            }
        }
    }

    /// The two loops of L-BFGS, on the coordinates that no bound holds.
    private double[] direction(double[] x, double[] gradient) {
        double[] q = gradient.clone();
        release(x, gradient, q);
        double[] alphas = new double[pairs.size()];
        int at = pairs.size();
        for (Pair pair : (Iterable<Pair>) pairs::descendingIterator) {
            alphas[--at] = pair.rho * dot(pair.s.values, q);
            add(q, -alphas[at], pair.y.values);
        }
        if (!pairs.isEmpty()) {
            Pair last = pairs.getLast();
            double scale = 1 / (last.rho * dot(last.y.values, last.y.values));
            for (int i = 0; i < q.length; i++) {
                q[i] *= scale;
            }
        }
        for (Pair pair : pairs) {
            double beta = pair.rho * dot(pair.y.values, q);
            add(q, alphas[at++] - beta, pair.s.values);
        }
        for (int i = 0; i < q.length; i++) {
            q[i] = -q[i];
        }
        release(x, gradient, q);
        return q;
    }

    /// Sets to 0 the coordinates that descent would push out of the bounds.
    private void release(double[] x, double[] gradient, double[] direction) {
        for (int i = 0; i < x.length; i++) {
            if ((x[i] <= low[i] && gradient[i] > 0) || (x[i] >= high[i] && gradient[i] < 0)) {
                direction[i] = 0;
            }
        }
    }

    private double projectedGradient(double[] x, double[] gradient) {
        double most = 0;
        for (int i = 0; i < x.length; i++) {
            most = Math.max(most, Math.abs(Math.clamp(x[i] - gradient[i], low[i], high[i]) - x[i]));
        }
        return most;
    }

    private void project(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.clamp(x[i], low[i], high[i]);
        }
    }

    private static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] to, double factor, double[] summand) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * summand[i];
        }
    }
}
