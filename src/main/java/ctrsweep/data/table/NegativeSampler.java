package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.data.MappedRows;
import ctrsweep.data.NumberedStreams;
import ctrsweep.data.TableRows;
import ctrsweep.data.column.ColumnTable;
import ctrsweep.settings.TableSettings;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Draws negatives: a row of a user with the item of another row, whose label is 0.
///
/// A training pass is each training row followed by its negatives. A held-out part is each held-out row followed by
/// its negatives, one group. In memory are the numbers of their rows, 8 bytes for each.
final class NegativeSampler {
    private static final String GROUP = "data.table.negatives.";
    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    private final TableSettings.Negatives settings;
    private final MappedRows train;
    private final int[] users;
    private final int[] firstRows;
    private final UnseenItems unseen;
    private final double[] weights;
    private int alone;

    /// @param rows with the columns of users and items
    /// @param train the training rows without negatives
    NegativeSampler(TableSettings.Negatives settings, ColumnTable rows, MappedRows train) {
        this.settings = settings;
        this.train = train;
        users = rows.ints(TableRows.GROUP).rows(0, rows.rows());
        int[] items = rows.ints(RowColumns.ITEM).rows(0, rows.rows());
        int itemCount = 1 + Arrays.stream(items).max().orElse(-1);
        unseen = new UnseenItems(users, items, 1 + Arrays.stream(users).max().orElse(-1), itemCount);
        firstRows = new int[itemCount];
        for (int row = items.length - 1; row >= 0; row--) {
            firstRows[items[row]] = row;
        }
        if (IntStream.of(users).allMatch(user -> unseen.count(user) == 0)) {
            throw new DataException(
                    "%sitem: every user has all %,d items of column %s, so that no negative can be drawn"
                            .formatted(GROUP, itemCount, settings.item()));
        }
        requireBothClasses();
        weights = weights(items);
    }

    private void requireBothClasses() {
        float[] labels = train.labels();
        for (float label : labels) {
            if (label != labels[0]) {
                return;
            }
        }
        if (settings.train() == 0 || labels[0] == 0) {
            throw new DataException("all %,d labels of the training rows are %.0f; %s"
                    .formatted(
                            labels.length,
                            labels[0],
                            labels[0] == 0
                                    ? "nothing can be learnt from one class"
                                    : "draw negatives for them: %strain: 4".formatted(GROUP)));
        }
    }

    /// popularity^alpha, the popularity of an item being its positives in train, at least 1.
    private double[] weights(int[] items) {
        int[] positives = new int[unseen.items()];
        float[] labels = train.labels();
        for (int i = 0; i < labels.length; i++) {
            positives[items[train.order()[i]]] += labels[i] == 1 ? 1 : 0;
        }
        return Arrays.stream(positives)
                .mapToDouble(count -> StrictMath.pow(Math.max(count, 1), settings.alpha()))
                .toArray();
    }

    MappedRows train(long seed, int pass) {
        return train(train, seed, pass);
    }

    /// The same for other rows that train.
    MappedRows train(MappedRows rows, long seed, int pass) {
        UnseenItems.Uniform draws = unseen.new Uniform(NumberedStreams.of(seed, pass), settings.train());
        return with(rows, settings.train(), draws::draw);
    }

    /// @param stream of random numbers: each held-out part has its own
    MappedRows heldOut(MappedRows rows, long seed, long stream) {
        UnseenItems.Weighted draws = unseen.new Weighted(NumberedStreams.of(seed, stream), weights, settings.eval());
        for (int row : rows.order()) {
            alone += unseen.count(users[row]) == 0 ? 1 : 0;
        }
        return with(rows, settings.eval(), draws::draw);
    }

    /// @param draw the items of a user's negatives, at most `wanted`
    private MappedRows with(MappedRows rows, int wanted, IntFunction<int[]> draw) {
        long size = 0;
        for (int row : rows.order()) {
            size += 1 + Math.min(wanted, unseen.count(users[row]));
        }
        if (size > MOST_ROWS) {
            throw new DataException(
                    "%,d rows with %,d negatives each are %,d rows, more than %,d; lower %strain or %seval"
                            .formatted(rows.size(), wanted, size, MOST_ROWS, GROUP, GROUP));
        }
        int[] order = new int[(int) size];
        int[] itemRows = new int[(int) size];
        int at = 0;
        for (int row : rows.order()) {
            order[at] = row;
            itemRows[at++] = row;
            for (int item : draw.apply(users[row])) {
                order[at] = row;
                itemRows[at++] = firstRows[item];
            }
        }
        return new MappedRows(rows.table(), order, itemRows);
    }

    /// A warning about the negatives, if there is one.
    Optional<String> remark() {
        int wanted = Math.max(settings.train(), settings.eval());
        if (wanted >= unseen.items()) {
            return Optional.of(
                    "%,d negatives are asked for, but column %s has only %,d items: a row gets all that its user has not"
                            .formatted(wanted, settings.item(), unseen.items()));
        }
        return alone == 0
                ? Optional.empty()
                : Optional.of(
                        "%,d held-out rows have no negatives, because their users have all items; hr@K and ndcg@K count them as hits"
                                .formatted(alone));
    }
}
