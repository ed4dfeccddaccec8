package ctrsweep.model;

import java.util.List;

/// Parameters that stand together and that a script sees as one tensor.
///
/// @param rows numbers of rows, all parameters counted
/// @param columns length of a row; 0: the tensor is a vector of `rows` numbers
public record Segment(List<ModelParameter> parameters, int rows, int columns) {
    public Segment {
        parameters = List.copyOf(parameters);
        int size = parameters.stream().mapToInt(ModelParameter::size).sum();
        if (size != rows * Math.max(columns, 1)) {
            throw new IllegalArgumentException("%s: %d numbers do not make (%d, %d)"
                    .formatted(parameters.getFirst().name(), size, rows, columns));
        }
    }

    static Segment vector(ModelParameter parameter) {
        return new Segment(List.of(parameter), parameter.size(), 0);
    }

    static Segment vector(List<ModelParameter> parameters) {
        return new Segment(
                parameters, parameters.stream().mapToInt(ModelParameter::size).sum(), 0);
    }

    static Segment matrix(List<ModelParameter> parameters, int columns) {
        return new Segment(
                parameters, parameters.stream().mapToInt(ModelParameter::size).sum() / columns, columns);
    }

    static Segment matrix(ModelParameter parameter) {
        return matrix(List.of(parameter), parameter.columns());
    }

    int size() {
        return rows * Math.max(columns, 1);
    }
}
