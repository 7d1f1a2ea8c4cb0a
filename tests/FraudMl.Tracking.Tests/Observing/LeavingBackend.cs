using System.Collections.Concurrent;
using FraudMl.Mlflow;

namespace FraudMl.Tracking.Tests;

/// <summary>A store whose server can go away: every call then gets no answer.</summary>
internal sealed class LeavingBackend : IMlflowBackend
{
    public MlflowClient? Store { get; set; }

    public bool IsAway { get; set; }

    public ConcurrentQueue<string> Refused { get; } = new();

    public IReadOnlyList<string> Schemes => ["leaving"];

    public MlflowConnection Open(MlflowOptions options, TimeProvider time) => new()
    {
        Experiments = WatchedCalls.Of(Store!.Experiments, RequireServer),
        Runs = WatchedCalls.Of(Store.Runs, RequireServer),
        LoggedModels = WatchedCalls.Of(Store.LoggedModels, RequireServer),
        Registry = WatchedCalls.Of(Store.Registry, RequireServer),
        ArtifactStore = WatchedCalls.Of<IMlflowArtifactStore>(new Files(Store), RequireServer),
    };

    private void RequireServer(string call)
    {
        if (!IsAway) return;
        Refused.Enqueue(call);
        throw new MlflowException(MlflowErrorCodes.TemporarilyUnavailable, "The server got lost.");
    }

    private sealed class Files(MlflowClient store) : IMlflowArtifactStore
    {
        public Task<IReadOnlyList<MlflowFileInfo>> ListAsync(string uri, CancellationToken cancellationToken = default) =>
            store.Artifacts.ListAsync(uri, cancellationToken);

        public Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken = default) =>
            store.Artifacts.OpenReadAsync(uri, cancellationToken);

        public Task WriteAsync(string uri, Stream content, CancellationToken cancellationToken = default) =>
            store.Artifacts.UploadAsync(uri, content, cancellationToken);

        public string? LocalPath(string uri) => null;
    }
}
