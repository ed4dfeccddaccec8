package ctrsweep.store;

import ctrsweep.sweep.DatabaseAddress;

class PostgresSweepLogContractTest extends DatabaseSweepLogContract {
    private final DatabaseAddress.Server schema = PostgresServer.schema();

    @Override
    protected Database open() {
        return PostgresServer.openForWriting(schema);
    }
}
