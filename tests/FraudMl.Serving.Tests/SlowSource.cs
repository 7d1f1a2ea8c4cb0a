namespace FraudMl.Serving.Tests;

/// <summary>A model that comes when the test says so.</summary>
internal sealed class SlowSource(Task<ServedModel> loaded) : IModelSource
{
    public Task<ServedModel> LoadAsync(CancellationToken cancellationToken) => loaded;
}
