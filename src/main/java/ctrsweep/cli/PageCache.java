package ctrsweep.cli;

import ctrsweep.report.page.HtmlPage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Caches the pages of the sweeps that were viewed last. A page is rendered once for each version of its sweep, one
/// page at a time, and served for ten times as long as it took to render: viewers cost a running sweep at most a
/// tenth of a core.
final class PageCache {
    private static final int MOST = 4;
    private static final int REST = 10;

    private final LongSupplier nanos;
    private final ReentrantLock making = new ReentrantLock();
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    /// @param nanos a clock in nanoseconds
    PageCache(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// @param version of the sweep that the page shows
    /// @param stale when a later version may replace it
    record Kept(String version, HtmlPage page, long stale) {}

    /// @param version of the sweep now
    Kept page(String sweep, String version, Supplier<HtmlPage> make) {
        Optional<Kept> there = fit(sweep, version);
        if (there.isPresent()) {
            return there.get();
        }
        making.lock();
        try {
            return fit(sweep, version).orElseGet(() -> keep(sweep, made(version, make)));
        } finally {
            making.unlock();
        }
    }

    private Kept made(String version, Supplier<HtmlPage> make) {
        long began = nanos.getAsLong();
        HtmlPage page = make.get();
        long ended = nanos.getAsLong();
        return new Kept(version, page, ended + REST * (ended - began));
    }

    private Optional<Kept> fit(String sweep, String version) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(sweep))
                    .filter(page -> page.version.equals(version) || nanos.getAsLong() - page.stale < 0);
        }
    }

    private Kept keep(String sweep, Kept page) {
        synchronized (kept) {
            kept.put(sweep, page);
            if (kept.size() > MOST) {
                kept.remove(kept.keySet().iterator().next());
            }
            return page;
        }
    }
}
