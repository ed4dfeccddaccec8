package ctrsweep.data.table;

/// A row that cannot be read; whoever reads the file adds where it stands.
final class BadRow extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadRow(String message) {
        super(message, null, false, false);
    }
}
