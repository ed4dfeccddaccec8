package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `predict` gives values on the scale that the label has in the file.
class LabelScaleTest {
    @TempDir
    Path folder;

    /// One to five stars, and beside them the same from 0 to 1, which both make the same model: `scale` predicts
    /// 1 + 4 p where `number` predicts p.
    @Test
    void starsArePredictedAsStars() throws IOException {
        StringBuilder ratings = new StringBuilder("user,item,stars,share\n");
        Random random = new Random(1);
        for (int row = 0; row < 400; row++) {
            int stars = 1 + random.nextInt(5);
            ratings.append("%d,%d,%d,%s%n".formatted(random.nextInt(20), random.nextInt(9), stars, (stars - 1) / 4.0));
        }
        Files.writeString(folder.resolve("ratings.csv"), ratings);
        Files.writeString(folder.resolve("rows.csv"), "user,item\n3,4\n5,6\n99,99\n");

        List<Double> shares = predictions("share", "number");
        List<Double> stars = predictions("stars", "scale");
        assertThat(stars)
                .containsExactlyElementsOf(
                        shares.stream().map(share -> 1 + share * 4).toList())
                .doesNotHaveDuplicates();
    }

    private List<Double> predictions(String label, String kind) throws IOException {
        Path config = Files.writeString(folder.resolve(label + ".yaml"), """
                device: cpu
                data:
                  dataset_name: table
                  data_dir: %s
                  split_strategy: random
                  table:
                    files: [ratings.csv]
                    label: %s
                    label_kind: %s
                    %s
                    fields: [{name: user, kind: sparse}, {name: item, kind: sparse}]
                dnn: {hidden_units: [8]}
                loss: {name: mse}
                training: {num_epochs: 5, batch_size: 64, metric: mae}
                """.formatted(
                        folder, label, kind, kind.equals("scale") ? "label_min: 1\n    label_max: 5" : ""));
        SmallSweep sweep = SmallSweep.in(folder);
        Path run = folder.resolve(label);
        Cli trained = sweep.run("train", config.toString(), "--out", run.toString());
        assertThat(trained.code()).as(trained.err()).isZero();
        Cli predicted = sweep.run(
                "predict", run.toString(), "--input", folder.resolve("rows.csv").toString(), "--out", "-");
        assertThat(predicted.code()).as(predicted.err()).isZero();
        return predicted
                .out()
                .lines()
                .skip(1)
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
                .toList();
    }
}
