package ctrsweep.data.table;

import java.util.List;

/// Fields that are read by one thread at a time, block after block, because they number the values of one vocabulary.
///
/// @param columns all that a row has before what [FieldPlaces] adds
record FieldGroup(List<Member> members, FieldPlaces places, int columns) {
    FieldGroup {
        members = List.copyOf(members);
    }

    /// @param rank of the field among all
    /// @param first places of its values
    record Member(FieldCoder coder, int rank, RowBuffer.Places first) {}

    /// Reads the fields of all rows that can be read.
    void read(EncodedBlock block) {
        for (Member member : members) {
            read(member, block);
        }
    }

    private boolean readAll(Member member, EncodedBlock block) {
        return member.coder() instanceof SparseCoder one
                && one.column() < columns
                && block.source().problems().isEmpty()
                && one.readAll(
                        block.source().cells(one.column()),
                        block.source().size(),
                        block.rows(),
                        member.first().sparse());
    }

    private void read(Member member, EncodedBlock block) {
        FieldCoder coder = member.coder();
        if (readAll(member, block)) {
            return;
        }
        Row row = new Row(block.source());
        RowBuffer buffer = new RowBuffer(block.rows(), member.first());
        int size = block.source().size();
        for (int at = 0; at < size; at++) {
            if (block.source().isBad(at)) {
                continue;
            }
            row.goTo(at);
            buffer.begin(at);
            try {
                places.addDerived(row, coder.column(), columns);
            } catch (BadRow e) {
                block.add(new EncodedBlock.Problem(at, 0, member.rank(), e));
                continue;
            }
            try {
                coder.read(row, buffer);
            } catch (BadRow e) {
                block.add(new EncodedBlock.Problem(at, 1, member.rank(), e.of(coder.name())));
            }
        }
    }
}
