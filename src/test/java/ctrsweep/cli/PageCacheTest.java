package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.report.page.HtmlPage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PageCacheTest {
    private final AtomicLong clock = new AtomicLong(-50);
    private final PageCache pages = new PageCache(clock::get);
    private int made;

    /// Rendering takes 7 nanoseconds.
    private Supplier<HtmlPage> page(String text) {
        return () -> {
            made++;
            clock.addAndGet(7);
            return new HtmlPage(text, "");
        };
    }

    private String text(String sweep, String version) {
        return pages.page(sweep, version, page(version)).page().text();
    }

    @Test
    void aPageIsMadeOnceForEachVersion() {
        assertThat(text("s", "1")).isEqualTo("1");
        assertThat(text("s", "1")).isEqualTo("1");
        assertThat(made).isEqualTo(1);
    }

    /// The page took 7 to render, and is served for 70.
    @Test
    void aPageStandsTenTimesAsLongAsItTook() {
        text("s", "1");
        clock.addAndGet(69);
        assertThat(text("s", "2")).isEqualTo("1");
        clock.addAndGet(1);
        assertThat(text("s", "2")).isEqualTo("2");
        assertThat(made).isEqualTo(2);
    }

    @Test
    void theFourThatWereLookedAtLastAreKept() {
        for (String sweep : new String[] {"a", "b", "c", "d", "a", "e", "a", "c", "d", "e"}) {
            text(sweep, "1");
        }
        assertThat(made).isEqualTo(5);
        text("b", "1");
        assertThat(made).isEqualTo(6);
    }
}
