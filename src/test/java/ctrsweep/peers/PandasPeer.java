package ctrsweep.peers;

import java.nio.file.Path;

/// pandas, doing the same with a file of Criteo's shape: reading it, and numbering the values of each category.
record PandasPeer(TimedProgram python) {
    private static final String ENCODE = """
            import sys, time
            import pandas
            began = time.perf_counter()
            table = pandas.read_csv(sys.argv[1], sep="\\t", header=None)
            for column in range(14, 40):
                table[column] = pandas.factorize(table[column])[0]
            print(time.perf_counter() - began)
            """;

    double seconds(Path text) {
        return python.figure(ENCODE, text.toString());
    }
}
