package ctrsweep.store;

import ctrsweep.config.ConfigTree;
import ctrsweep.json.Json;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.space.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/// Fills in `trial.point_hash`, which SQL cannot compute, for trials of versions before 2, whose configs are
/// complete. This class is frozen, as every released migration.
final class V3__PointHashes extends BaseJavaMigration {
    static final int CHECKSUM = 1;

    @Override
    public Integer getChecksum() {
        return CHECKSUM;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection database = context.getConnection();
        try (Statement reading = database.createStatement();
                ResultSet trials = reading.executeQuery(
                        "SELECT id, config, config_hash FROM trial WHERE point_hash IS NULL ORDER BY id");
                PreparedStatement writing = database.prepareStatement("UPDATE trial SET point_hash = ? WHERE id = ?")) {
            while (trials.next()) {
                writing.setString(1, pointHash(trials.getString("config"), trials.getString("config_hash")));
                writing.setLong(2, trials.getLong("id"));
                writing.addBatch();
            }
            writing.executeBatch();
        }
    }

    /// Gives a config that this version cannot read a point of its own.
    private static String pointHash(String config, String configHash) {
        try {
            return ConfigTree.pointHash(ConfigTree.experiment((Value.Fields) Json.read(config)));
        } catch (InvalidSetting foreign) {
            return configHash;
        }
    }
}
