package ctrsweep.search;

/// Owen's nested uniform scramble of one coordinate (Owen 1995). Whether a bit is flipped depends on all higher
/// bits, through a hash in place of a stored random bit (Laine and Karras 2011). Numbers with equal leading bits
/// keep equal leading bits, so the scramble of a (t, m, s)-net is one too.
record Scramble(long seed) {
    /// The number of bits in a coordinate of Hipparchus' Sobol sequence.
    private static final int BITS = 52;

    /// @param coordinate from 0 up to 1
    /// @return the middle of a cell of width 2^-52, so never 0
    double of(double coordinate) {
        long bits = (long) (coordinate * 0x1p52);
        long flips = 0;
        for (int bit = 0; bit < BITS; bit++) {
            long node = (1L << bit) | (bits >>> (BITS - bit));
            flips = (flips << 1) | (SamplingStreams.number(seed, node, "") & 1);
        }
        return ((bits ^ flips) + 0.5) * 0x1p-52;
    }
}
