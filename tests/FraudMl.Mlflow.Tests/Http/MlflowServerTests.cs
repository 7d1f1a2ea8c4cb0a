namespace FraudMl.Mlflow.Tests;

/// <summary>Tests that each have a server over a store of their own.</summary>
public abstract class MlflowServerTests : IAsyncLifetime, IDisposable
{
    private protected TemporaryStore Store { get; } = new();

    private protected MlflowTestServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await MlflowTestServer.StartAsync(Store);

    public async Task DisposeAsync() => await Server.DisposeAsync();

    public void Dispose()
    {
        Store.Dispose();
        GC.SuppressFinalize(this);
    }
}
