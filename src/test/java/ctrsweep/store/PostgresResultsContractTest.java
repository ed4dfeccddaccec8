package ctrsweep.store;

class PostgresResultsContractTest extends DatabaseResultsContract {
    @Override
    protected Database open() {
        return PostgresServer.openForWriting(PostgresServer.schema());
    }
}
