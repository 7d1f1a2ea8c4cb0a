namespace FraudMl.Serving.Tests;

/// <summary>A source whose model changes when the test says so.</summary>
internal sealed class ChangingSource(FraudModel first) : IModelSource
{
    private volatile Func<ServedModel> _load = () => new ServedModel(first, "cards", "1") { Revision = "1" };
    private volatile string? _revision = "1";
    private int _loadCount;

    public int LoadCount => Volatile.Read(ref _loadCount);

    /// <summary>Has a version served from now on.</summary>
    public void Serve(string version, FraudModel model, GoldenRowsEdit? edit = null) => Serve(version, () => new ServedModel(
        model, "cards", version) { Revision = version, Golden = edit?.Invoke(Tracking.GoldenRows.Of(model, 4)) });

    public void Serve(string revision, Func<ServedModel> load) => (_load, _revision) = (load, revision);

    public Task<ServedModel> LoadAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _loadCount);
        return Task.FromResult(_load());
    }

    public Task<string?> FindRevisionAsync(CancellationToken cancellationToken) => Task.FromResult(_revision);

    public delegate Tracking.GoldenRows GoldenRowsEdit(Tracking.GoldenRows rows);
}
