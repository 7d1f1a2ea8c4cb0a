using FraudMl.Mlflow;
using FraudMl.Tests;

namespace FraudMl.Tracking.Tests;

public sealed class TrackedExperimentFixture : IAsyncLifetime
{
    internal TrackedStore Store { get; } = new();

    internal ExperimentResult Result { get; private set; } = null!;

    internal MlflowRun Parent { get; private set; } = null!;

    internal MlflowRun[] Children { get; private set; } = [];

    public async Task InitializeAsync()
    {
        Result = await RecordedExperiment.Create().Observe(new MlflowObserver(Store.Client)).RunAsync(RecordedExperiment.Data.Train);
        Parent = await Store.ParentAsync();
        Children = await Store.ChildrenAsync();
    }

    /// <summary>Returns the trial of a run; both have the exact same mean.</summary>
    internal TrialCompleted TrialOf(MlflowRun child) => Result.Trials.Single(trial =>
        trial.Trial.Title == child.Info.RunName && trial.Report.Mean(Metrics.Brier).Equals(TrackedStore.Metric(child, "brier")));

    public Task DisposeAsync()
    {
        Store.Dispose();
        return Task.CompletedTask;
    }
}
