package ctrsweep.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteSweepLogContractTest extends DatabaseSweepLogContract {
    @TempDir
    Path folder;

    @Override
    protected Database open() {
        return Fixture.database(folder);
    }
}
