package ctrsweep.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteResultsContractTest extends DatabaseResultsContract {
    @TempDir
    Path folder;

    @Override
    protected Database open() {
        return Fixture.database(folder);
    }
}
