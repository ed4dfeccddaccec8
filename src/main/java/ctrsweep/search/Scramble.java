package ctrsweep.search;

/// Owen's nested uniform scramble of one coordinate (Owen 1995): each bit is flipped or not depending on all the
/// higher ones, by a coin that is hashed instead of kept, as Laine and Karras (2011) do. Numbers that share their
/// first bits still do so afterwards, so that a net stays one.
record Scramble(long seed) {
    /// Bits of a coordinate of Hipparchus' Sobol sequence.
    private static final int BITS = 52;

    /// @param coordinate from 0 up to 1
    /// @return in the middle of its cell of width 2^-52, so never 0
    double of(double coordinate) {
        long bits = (long) (coordinate * 0x1p52);
        long flips = 0;
        for (int bit = 0; bit < BITS; bit++) {
            long node = (1L << bit) | (bits >>> (BITS - bit));
            flips = (flips << 1) | (Streams.number(seed, node, "") & 1);
        }
        return ((bits ^ flips) + 0.5) * 0x1p-52;
    }
}
