namespace FraudMl.Mlflow.Tests;

/// <summary>A store to which requests that create something get lost.</summary>
internal sealed class FaultyBackend(MlflowClient store) : IMlflowBackend
{
    public FaultyCreations Faults { get; } = new(seed: 5);

    public IReadOnlyList<string> Schemes => ["faulty"];

    public MlflowConnection Open(MlflowOptions options, TimeProvider time) => new()
    {
        Experiments = store.Experiments,
        Runs = FaultyCalls.Of(store.Runs, Faults),
        LoggedModels = FaultyCalls.Of(store.LoggedModels, Faults),
        Registry = FaultyCalls.Of(store.Registry, Faults),
        ArtifactStore = null!,
    };
}
