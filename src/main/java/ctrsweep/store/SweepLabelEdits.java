package ctrsweep.store;

import ctrsweep.sweep.ResultsException;
import ctrsweep.sweep.SweepLabels;
import ctrsweep.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// Changes the owner and the tags of a sweep, also while it runs.
public record SweepLabelEdits(Database database, String sweep) {

    /// Records a launch.
    ///
    /// @param given the owner that the user names
    /// @param user the owner of a sweep that has none
    /// @param planned how many trials the launch has; 0 if that is not known exactly
    public void launched(Optional<String> given, Optional<String> user, long planned) {
        database.transact(handle -> handle.createUpdate("""
                        UPDATE sweep
                           SET owner_name = CASE WHEN :given <> '' THEN :given
                                                 WHEN owner_name = '' THEN :user ELSE owner_name END,
                               planned = :planned
                         WHERE name = :sweep""")
                .bind("given", given.orElse(""))
                .bind("user", user.orElse(""))
                .bind("planned", planned)
                .bind("sweep", sweep)
                .execute());
    }

    /// Adds tags; those that the sweep has stay as they are.
    ///
    /// @return all tags of the sweep
    /// @throws ResultsException when there is no such sweep
    public List<String> add(List<String> tags) {
        return database.transact(handle -> {
            TreeSet<String> all = new TreeSet<>(tags(handle));
            all.addAll(tags);
            return write(handle, List.copyOf(all));
        });
    }

    /// Removes tags, all of them or none.
    ///
    /// @return all tags of the sweep
    /// @throws ResultsException when there is no such sweep, or it does not have such a tag
    public List<String> remove(List<String> tags) {
        return database.transact(handle -> {
            List<String> left = new ArrayList<>(tags(handle));
            for (String tag : tags) {
                if (!left.contains(tag)) {
                    throw new ResultsException(
                            "sweep %s has no tag %s%s".formatted(sweep, tag, NearestName.hint(tag, left)));
                }
            }
            left.removeAll(tags);
            return write(handle, left);
        });
    }

    private List<String> tags(Handle handle) {
        new DatabaseResults(database).sweep(sweep);
        return read(handle.select("SELECT tags FROM sweep WHERE name = ?", sweep)
                .mapTo(String.class)
                .one());
    }

    private List<String> write(Handle handle, List<String> tags) {
        handle.execute("UPDATE sweep SET tags = ? WHERE name = ?", String.join(" ", tags), sweep);
        return tags;
    }

    /// The labels in the columns `owner_name` and `tags`.
    static SweepLabels labels(String owner, String tags) {
        return new SweepLabels(Optional.of(owner).filter(name -> !name.isEmpty()), read(tags));
    }

    private static List<String> read(String tags) {
        return tags.isEmpty() ? List.of() : List.of(tags.split(" "));
    }
}
