package ctrsweep.train;

import ai.djl.ndarray.NDManager;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Dataset;
import ctrsweep.metric.Goal;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The engine's operators in some training steps of a config on its own data.
///
/// @param steps profiled; as many are taken before, to warm up
public record TrainingProfile(Torch torch, Devices.Usable device, Experiment experiment, Dataset dataset, int steps) {

    /// @param trace file that gets the trace
    public Profile run(Path trace) throws IOException {
        torch.prepareThread();
        Experiment profiled = ExperimentReader.changed(
                experiment,
                List.of(
                        "training.steps_per_epoch=" + steps,
                        "training.steps=0",
                        "training.save_steps=0",
                        "training.scheduler=constant"));
        Model model = Model.of(profiled, dataset.schema(), device.kernels());
        Checkpoint first = Checkpoint.beginning(
                model,
                ModelState.initial(model, profiled.seed()),
                profiled.training().emaDecay() > 0);
        try (NDManager manager = torch.manager(device.device());
                TrainableModel trained = new SingleModel.Backend(
                                manager, model, profiled.training(), dataset.validation())
                        .open(first.model(), first.moments());
                Learning learning =
                        new Learning(profiled, dataset, trained, first.position(), first.soFar(), () -> false)) {
            Runnable epoch = () -> learn(learning, Schedule.of(profiled, Goal.MAXIMIZE));
            epoch.run();
            return Profile.of(trace, epoch);
        }
    }

    private static void learn(Learning learning, Schedule schedule) {
        try {
            learning.epoch(1, schedule, _ -> {});
        } catch (TrainableModel.Overdue e) {
            throw new IllegalStateException("there is no time limit", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
