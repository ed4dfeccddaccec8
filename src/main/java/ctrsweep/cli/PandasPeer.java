package ctrsweep.cli;

import java.nio.file.Path;
import java.util.List;

/// pandas, doing the same with a file of Criteo's shape: reading it, and numbering the values of each category.
record PandasPeer(Path python) {
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
        String printed = new Timed(python).output(List.of("-c", ENCODE, text.toString()));
        return Double.parseDouble(printed.lines().reduce("", (a, b) -> b));
    }
}
