package ctrsweep.data;

import ctrsweep.data.table.TableDataset;
import ctrsweep.data.table.TableEncoders;
import ctrsweep.settings.DataSettings;
import java.nio.file.Path;
import java.util.function.Consumer;

/// The data sets by name.
public final class Datasets {
    private Datasets() {}

    /// The fields of a data set as far as they are known before anything is read: names, kinds, widths and
    /// lengths. As to vocabularies, they have those of data without a row.
    public static Schema outline(DataSettings data) {
        return switch (data.datasetName()) {
            case MOVIELENS -> TableDataset.outline(MovieLens.asTable(data).table());
            case GENERATED -> GeneratedClicks.schema(1, 1);
            case TABLE -> TableDataset.outline(data.table());
        };
    }

    /// Loads a data set, downloading it first if it must be.
    ///
    /// @param seed of what is drawn once, the evaluation negatives: results can be compared only between
    ///     trials whose data was loaded with the same seed
    /// @param notes told what takes time, a line at a time
    /// @throws DataException if the data cannot be had or read
    public static Dataset load(DataSettings data, long seed, DataPlaces places, Consumer<String> notes) {
        Dataset dataset =
                switch (data.datasetName()) {
                    case MOVIELENS ->
                        new MovieLens(
                                places.folder(data.dataDir(), DownloadedArchive.MOVIELENS_100K, notes),
                                data,
                                seed,
                                places.columns(),
                                notes);
                    case GENERATED -> new GeneratedClicks(data.generated());
                    case TABLE -> new TableDataset(places.folder(data.dataDir()), data, seed, places.columns(), notes);
                };
        dataset.remark().ifPresent(notes);
        return dataset;
    }

    /// Opens encoders that [Dataset#keepEncoders] wrote.
    ///
    /// @throws DataException when the file cannot be read, or is not such a file
    public static RowEncoder encoders(DataSettings data, Path file) {
        return switch (data.datasetName()) {
            case MOVIELENS -> TableEncoders.open(file, MovieLens.asTable(data));
            case TABLE -> TableEncoders.open(file, data);
            case GENERATED -> new GeneratedClicks(data.generated());
        };
    }

    /// Whether trials of other seeds get other rows.
    public static boolean dependsOnSeed(DataSettings data) {
        return switch (data.datasetName()) {
            case MOVIELENS -> true;
            case GENERATED -> false;
            case TABLE -> data.table().negatives().areDrawn();
        };
    }
}
