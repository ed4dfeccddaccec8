/// What a file of which nothing is known may be: its label, and what each column means. [GuessedTable] looks at the
/// first rows only, and says of each column why.
@NullMarked
package ctrsweep.data.guess;

import org.jspecify.annotations.NullMarked;
