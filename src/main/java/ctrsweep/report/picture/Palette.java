package ctrsweep.report.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The 256 most frequent colours of a picture. A chart reduced to these takes less than half the bytes, and only a
/// few shades at the edges of lines change.
///
/// @param colours as 0xRRGGBB, the most frequent first
record Palette(List<Integer> colours) {
    private static final int MOST = 256;

    static Palette of(int[] pixels) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel & 0xFFFFFF, 1, Integer::sum);
        }
        return new Palette(counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList());
    }

    /// Returns the picture in its most frequent colours.
    static BufferedImage reduced(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        Palette palette = of(pixels);
        BufferedImage reduced = new BufferedImage(
                image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, palette.model());
        Map<Integer, Integer> places = new HashMap<>();
        int[] indices = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            indices[i] = places.computeIfAbsent(pixels[i] & 0xFFFFFF, palette::nearest);
        }
        reduced.getRaster().setPixels(0, 0, image.getWidth(), image.getHeight(), indices);
        return reduced;
    }

    private IndexColorModel model() {
        int[] map = colours.stream().mapToInt(colour -> colour).toArray();
        return new IndexColorModel(8, map.length, map, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
    }

    /// The index of the nearest colour by squared differences of red, green and blue.
    int nearest(int colour) {
        return IntStream.range(0, colours.size())
                .boxed()
                .min(Comparator.comparingInt(place -> distance(colours.get(place), colour)))
                .orElseThrow();
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int difference = (one >> shift & 0xFF) - (other >> shift & 0xFF);
            sum += difference * difference;
        }
        return sum;
    }
}
