package ctrsweep.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaletteTest {

    /// 257 shades of blue and green, each twice except the last, which is replaced by the nearest.
    @Test
    void theRarestColourGivesWayToTheNearest() {
        BufferedImage image = new BufferedImage(257, 2, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 256; x++) {
            image.setRGB(x, 0, x);
            image.setRGB(x, 1, x);
        }
        image.setRGB(256, 0, 0x0003FF);
        image.setRGB(256, 1, 0x000000);
        BufferedImage reduced = Palette.reduced(image);
        assertThat(reduced.getRGB(256, 0)).isEqualTo(0xFF0000FF);
        for (int x = 0; x < 256; x++) {
            assertThat(reduced.getRGB(x, 0)).isEqualTo(0xFF000000 | x);
        }
    }

    @Test
    void nearIsTheSumOfTheSquares() {
        Palette palette = new Palette(List.of(0x000000, 0xFFFFFF, 0x0072B2));
        assertThat(palette.nearest(0x101010)).isZero();
        assertThat(palette.nearest(0xF0F0F0)).isEqualTo(1);
        assertThat(palette.nearest(0x1080C0)).isEqualTo(2);
    }
}
