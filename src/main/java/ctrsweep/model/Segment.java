package ctrsweep.model;

import java.util.List;

/// Parameters that stand together and that a script sees as one tensor.
///
/// @param rows numbers of rows, all parameters counted
/// @param columns length of a row; 0: the tensor is a vector of `rows` numbers
public record Segment(List<Parameter> parameters, int rows, int columns) {
    public Segment {
        parameters = List.copyOf(parameters);
        int size = parameters.stream().mapToInt(Parameter::size).sum();
        if (size != rows * Math.max(columns, 1)) {
            throw new IllegalArgumentException("%s: %d numbers do not make (%d, %d)"
                    .formatted(parameters.getFirst().name(), size, rows, columns));
        }
    }

    static Segment vector(Parameter parameter) {
        return new Segment(List.of(parameter), parameter.size(), 0);
    }

    static Segment vector(List<Parameter> parameters) {
        return new Segment(
                parameters, parameters.stream().mapToInt(Parameter::size).sum(), 0);
    }

    static Segment matrix(List<Parameter> parameters, int columns) {
        return new Segment(
                parameters, parameters.stream().mapToInt(Parameter::size).sum() / columns, columns);
    }

    static Segment matrix(Parameter parameter) {
        return matrix(List.of(parameter), parameter.columns());
    }

    int size() {
        return rows * Math.max(columns, 1);
    }
}
