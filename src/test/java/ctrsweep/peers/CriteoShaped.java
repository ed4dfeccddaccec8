package ctrsweep.peers;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// A generated file of the shape of Criteo's display advertising data: each line has a label, 13 whole numbers and 26
/// categories of 8 hexadecimal digits, separated by tabs, about 230 bytes. Empty fields are as frequent as in
/// Criteo's sample. The frequency of a category's value is one over its rank, which gives as many distinct values
/// among the first rows as the sample has.
///
/// @param rows lines of the file
/// @param seed equal seeds give equal files
record CriteoShaped(int rows, long seed) {
    static final int NUMBERS = 13;
    static final int CATEGORIES = 26;

    private static final int CLICKS_PERCENT = 22;
    /// The percentage of empty fields for each number.
    private static final int[] NO_NUMBER = {45, 0, 20, 20, 5, 25, 5, 0, 5, 45, 5, 77, 20};
    /// The percentage of empty fields for each category.
    private static final int[] NO_CATEGORY = {
        0, 0, 3, 3, 0, 13, 0, 0, 0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 45, 45, 3, 82, 0, 3, 45, 45
    };
    /// The number of values of each category.
    private static final int[] VALUES = {
        1460, 583, 2_000_000, 800_000, 305, 24, 12_500, 633, 3, 93_000, 5_700, 1_800_000, 3_200, 27, 15_000, 1_200_000,
        10, 5_600, 2_200, 4, 1_500_000, 18, 15, 286_000, 105, 142_000
    };
    private static final double LARGEST_NUMBER = 20_000;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER_BYTES = 1 << 20;

    void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] category = {'\t', 0, 0, 0, 0, 0, 0, 0, 0};
            for (int row = 0; row < rows; row++) {
                out.write(random.nextInt(100) < CLICKS_PERCENT ? '1' : '0');
                for (int share : NO_NUMBER) {
                    out.write('\t');
                    if (random.nextInt(100) >= share) {
                        out.write(Integer.toString(skewed(random, LARGEST_NUMBER) - 2)
                                .getBytes(StandardCharsets.US_ASCII));
                    }
                }
                for (int i = 0; i < CATEGORIES; i++) {
                    if (random.nextInt(100) < NO_CATEGORY[i]) {
                        out.write('\t');
                    } else {
                        hexadecimal(scattered(i, skewed(random, VALUES[i])), category);
                        out.write(category);
                    }
                }
                out.write('\n');
            }
        }
    }

    /// Draws a number from 1 to `most`; the probability of k is proportional to 1/k.
    private static int skewed(SplittableRandom random, double most) {
        return (int) Math.pow(most + 1, random.nextDouble());
    }

    /// Maps different values of a category to different words.
    private static int scattered(int category, int value) {
        int word = (value + category * 0x3C6EF372) * 0x9E3779B1;
        return (word ^ (word >>> 15)) * 0x85EBCA6B;
    }

    private static void hexadecimal(int word, byte[] field) {
        for (int i = 0; i < Integer.BYTES * 2; i++) {
            field[1 + i] = DIGITS[(word >>> (28 - 4 * i)) & 0xF];
        }
    }
}
