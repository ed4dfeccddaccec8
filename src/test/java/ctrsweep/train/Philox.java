package ctrsweep.train;

/// Philox 2x32 with 7 rounds in plain Java, from the paper (Salmon, Moraes, Dror and Shaw 2011), to hold `draws.py` to.
final class Philox {
    private static final long MULTIPLIER = 0xD256D193L;
    private static final int WEYL = 0x9E3779B9;

    private Philox() {}

    /// The block of a counter as (first word, second word).
    static int[] block(int key, int first, int second) {
        int x = first;
        int y = second;
        int k = key;
        for (int round = 0; round < 7; round++) {
            long product = MULTIPLIER * Integer.toUnsignedLong(x);
            x = (int) (product >>> 32) ^ k ^ y;
            y = (int) product;
            k += WEYL;
        }
        return new int[] {x, y};
    }

    /// The numbers (rows, columns) of a step, each 16 bits with a sign.
    static short[][] numbers(long seed, int rows, int columns) {
        int counters = Math.ceilDiv(columns, 4);
        short[][] numbers = new short[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int[] block = block((int) seed, row * counters + column / 4, (int) (seed >>> 32));
                int word = column % 4 < 2 ? block[1] : block[0];
                numbers[row][column] = (short) (column % 2 == 0 ? word : word >>> 16);
            }
        }
        return numbers;
    }
}
