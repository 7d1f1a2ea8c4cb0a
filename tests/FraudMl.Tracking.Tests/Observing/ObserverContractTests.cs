using FraudMl.Mlflow;
using FraudMl.Tests;

namespace FraudMl.Tracking.Tests;

public sealed class ObserverContractTests : ObserverContract, IDisposable
{
    private readonly TrackedStore _store = new();
    private readonly HashSet<string> _described = [];

    protected override object Part(Type type) => type switch
    {
        _ when type == typeof(MlflowClient) => _store.Client,
        _ when type == typeof(MlflowObserverOptions) => new MlflowObserverOptions(),
        _ when type == typeof(TimeProvider) => TimeProvider.System,
        _ => throw new ArgumentException($"No observer has asked for a {type.Name} before. Give it one here.", nameof(type)),
    };

    protected override async Task ShouldBeClosedAsync(ExperimentEvent[] shown)
    {
        MlflowRun[] runs = await _store.RunsAsync();
        runs.Length.ShouldBe(shown.Length == 0 ? 0 : 1 + shown.OfType<TrialStarted>().Count());
        runs.ShouldAllBe(run => run.Info.Status != MlflowRunStatus.Running && run.Info.EndTime != null);
        foreach (MlflowRun run in runs)
        {
            ExperimentEvent? end = shown.FirstOrDefault(happened => TrackedStore.ParentOf(run) is null
                ? happened is ExperimentCompleted or ExperimentFailed or ExperimentCancelled
                : happened is TrialCompleted or TrialFailed or TrialCancelled && ((TrialEvent)happened).Trial.Title == run.Info.RunName);
            run.Info.Status.ShouldBe(end switch
            {
                TrialCompleted or ExperimentCompleted => MlflowRunStatus.Finished,
                TrialFailed or ExperimentFailed => MlflowRunStatus.Failed,
                _ => MlflowRunStatus.Killed,
            });
        }
    }

    protected override async Task<string> SeenAsync() =>
        string.Join("\n", (await _store.RunsAsync()).Where(run => _described.Add(run.Info.RunId)).Select(TrackedStore.Describe)
            .Order(StringComparer.Ordinal));

    public void Dispose() => _store.Dispose();
}
