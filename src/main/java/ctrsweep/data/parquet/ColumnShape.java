package ctrsweep.data.parquet;

import dev.hardwood.schema.SchemaNode;
import java.util.ArrayList;
import java.util.List;

/// A column as its file declares it.
sealed interface ColumnShape {
    /// The name, after those of the structs that it is in: `user.age`.
    String name();

    /// A value in each row.
    ///
    /// @param leaf its number among the file's leaves
    record Single(String name, int leaf) implements ColumnShape {}

    /// A list of values in each row.
    ///
    /// @param leaf of its values
    record ListOfValues(String name, int leaf) implements ColumnShape {}

    /// A column that cannot be read.
    ///
    /// @param words what it is
    record Unreadable(String name, String words) implements ColumnShape {}

    /// The columns of a file, in its order.
    static List<ColumnShape> of(SchemaNode.GroupNode root) {
        List<ColumnShape> shapes = new ArrayList<>();
        root.children().forEach(child -> add("", child, shapes));
        return shapes;
    }

    private static void add(String prefix, SchemaNode node, List<ColumnShape> shapes) {
        String name = prefix + node.name();
        switch (node) {
            case SchemaNode.PrimitiveNode value
            when value.maxRepetitionLevel() == 0 -> shapes.add(new Single(name, value.columnIndex()));
            case SchemaNode.PrimitiveNode repeated -> shapes.add(new ListOfValues(name, repeated.columnIndex()));
            case SchemaNode.GroupNode list
            when list.isList() ->
                shapes.add(
                        list.getListElement() instanceof SchemaNode.PrimitiveNode value
                                        && value.maxRepetitionLevel() == 1
                                ? new ListOfValues(name, value.columnIndex())
                                : new Unreadable(name, "is a list of lists or structs"));
            case SchemaNode.GroupNode struct
            when struct.isStruct() && struct.maxRepetitionLevel() == 0 ->
                struct.children().forEach(child -> add(name + ".", child, shapes));
            case SchemaNode.GroupNode map when map.isMap() -> shapes.add(new Unreadable(name, "is a map"));
            case SchemaNode.GroupNode _ -> shapes.add(new Unreadable(name, "is a repeated struct or a variant"));
        }
    }
}
