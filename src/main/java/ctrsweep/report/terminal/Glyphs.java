package ctrsweep.report.terminal;

import java.nio.charset.Charset;

/// The characters of charts.
public enum Glyphs {
    BLOCKS("▁▂▃▄▅▆▇█", "▁▂▃▄▅▆▇█", '×', '│', '└', '─', '▲'),
    ASCII("_.-:=+*#", ".:#", 'x', '|', '+', '-', '^');

    /// A sparkline's heights, from the lowest to the highest.
    private final String heights;

    /// A chart's cells, from nearly empty to full.
    private final String fillings;

    private final char notFinite;
    private final char wall;
    private final char corner;
    private final char floor;
    private final char mark;

    Glyphs(String heights, String fillings, char notFinite, char wall, char corner, char floor, char mark) {
        this.heights = heights;
        this.fillings = fillings;
        this.notFinite = notFinite;
        this.wall = wall;
        this.corner = corner;
        this.floor = floor;
        this.mark = mark;
    }

    /// Blocks if the charset can encode them, otherwise ASCII.
    public static Glyphs of(Charset charset) {
        String blocks = BLOCKS.heights + BLOCKS.notFinite + BLOCKS.wall + BLOCKS.corner + BLOCKS.floor + BLOCKS.mark;
        return charset.canEncode() && charset.newEncoder().canEncode(blocks) ? BLOCKS : ASCII;
    }

    /// @param share from 0 to 1 of the way from the lowest to the highest
    char height(double share) {
        return heights.charAt((int) Math.round(share * (heights.length() - 1)));
    }

    int fillings() {
        return fillings.length();
    }

    /// @param parts of [#fillings]; below 1 the cell is empty, from all on it is full
    char filled(int parts) {
        return parts < 1 ? ' ' : fillings.charAt(Math.min(parts, fillings.length()) - 1);
    }

    char notFinite() {
        return notFinite;
    }

    char wall() {
        return wall;
    }

    char corner() {
        return corner;
    }

    char floor() {
        return floor;
    }

    char mark() {
        return mark;
    }
}
