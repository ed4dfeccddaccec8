package ctrsweep.config;

import java.util.List;

/// Reads what is run for each trial: what a spec says of it beside the parameters.
sealed interface WorkloadReader permits ExperimentSpecReader, ProgramReader {

    /// The settings given so far; constants among the parameters are put here too.
    GivenSettings given();

    /// Reads what does not vary.
    ///
    /// @param overrides of the command line
    void readFixed(List<String> overrides);

    /// The metrics that the spec may name.
    MetricNames metrics();

    Objective objective(ObjectiveReader objective);

    /// Reads an objective after the first.
    Objective otherObjective(ObjectiveReader objective);

    Workload workload(ParametersReader parameters);
}
