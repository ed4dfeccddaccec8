package ctrsweep.cli;

import ctrsweep.report.page.Html;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Caches the pages of the sweeps that were viewed last. However many browsers ask, a page is made once for each
/// state of its sweep, and only one page is made at a time. A page is kept for at least ten times as long as it
/// took to make, so that viewers take at most a tenth of a core from a sweep that is training.
final class PageCache {
    private static final int MOST = 4;
    private static final int REST = 10;

    private final LongSupplier nanos;
    private final ReentrantLock making = new ReentrantLock();
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    /// @param nanos a clock
    PageCache(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// @param version of the sweep that the page shows
    /// @param stale the time from which a newer version replaces the page
    record Kept(String version, Html page, long stale) {}

    /// @param version the present version of the sweep
    Kept page(String sweep, String version, Supplier<Html> make) {
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

    private Kept made(String version, Supplier<Html> make) {
        long began = nanos.getAsLong();
        Html page = make.get();
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
