package ctrsweep.cli;

import ctrsweep.report.page.Html;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The pages of the sweeps that were looked at last. However many browsers ask, a page is made once for each state of
/// its sweep, one page at a time, and one that took long to make stands ten times as long: a sweep that is being
/// trained loses no more than a tenth of a core to those who watch it.
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

    /// @param version of what is shown
    /// @param stale when a later version may be shown
    record Kept(String version, Html page, long stale) {}

    /// @param version that the sweep has now
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
