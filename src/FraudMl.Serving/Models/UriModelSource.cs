using System.Security.Cryptography;
using FraudMl.Mlflow;
using FraudMl.Tracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving;

/// <summary>The model that the options name: a registry's, a model directory or a file.</summary>
internal sealed class UriModelSource(
    FraudScoringOptions options, IServiceProvider services, ILogger<UriModelSource> logger) : IModelSource, IDisposable
{
    private readonly Lock _lock = new();
    private MlflowClient? _own;

    public async Task<ServedModel> LoadAsync(CancellationToken cancellationToken)
    {
        if (FileStamp.Of(options.ModelUri) is { } stamp) return FromDisk(options.ModelUri, stamp);
        RequireUri();
        return await FromStoreAsync(Client(), options.ModelUri, cancellationToken).ConfigureAwait(false);
    }

    public async Task<string?> FindRevisionAsync(CancellationToken cancellationToken)
    {
        if (FileStamp.Of(options.ModelUri) is { } stamp) return stamp;
        RequireUri();
        return await Client().FindMovingVersionAsync(options.ModelUri, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _own?.Dispose();

    private void RequireUri()
    {
        if (options.ModelUri.Contains(":/", StringComparison.Ordinal)) return;
        throw new FraudMlException(
            $"There is no model directory or file '{options.ModelUri}'. Set FraudScoring:ModelUri to one, or to a URI such as "
            + $"models:/creditcard-fraud@champion.");
    }

    // The application's own client, where it has one, knows credentials and further kinds of store.
    private MlflowClient Client()
    {
        if (options.TrackingUri is null && services.GetService<MlflowClient>() is { } client) return client;
        lock (_lock) return _own ??= Connect(options, services.GetService<TimeProvider>());
    }

    private static MlflowClient Connect(FraudScoringOptions options, TimeProvider? time)
    {
        try
        {
            return MlflowClient.Connect(new MlflowOptions { TrackingUri = options.TrackingUri, MustExist = true }, time);
        }
        catch (MlflowException refused)
        {
            string store = options.TrackingUri is { } uri ? MlflowTrackingUri.WithoutCredentials(uri) : "that the environment names";
            throw new FraudMlException($"The model '{options.ModelUri}' can't be loaded from the store {store}: {refused.Message}",
                refused);
        }
    }

    private async Task<ServedModel> FromStoreAsync(MlflowClient client, string uri, CancellationToken cancellationToken)
    {
        try
        {
            LoadedFraudModel loaded = await client.LoadFraudModelAsync(uri, cancellationToken).ConfigureAwait(false);
            return Served(loaded, loaded.Name ?? loaded.Model.Pipeline, loaded.Version);
        }
        catch (MlflowException refused)
        {
            throw new FraudMlException(refused.Message.Contains(client.TrackingUri, StringComparison.Ordinal)
                ? refused.Message
                : $"The model '{uri}' can't be loaded from the store {client.TrackingUri}: {refused.Message}", refused);
        }
    }

    private ServedModel FromDisk(string path, string stamp)
    {
        if (Directory.Exists(path))
        {
            LoadedFraudModel loaded = LoadedFraudModel.FromDirectory(path);
            return Served(loaded, loaded.Model.Pipeline, stamp);
        }

        byte[] bytes = File.ReadAllBytes(path);
        var model = FraudModel.Load(new MemoryStream(bytes));
        return new(model, model.Pipeline) { Digest = Convert.ToHexStringLower(SHA256.HashData(bytes)), Revision = stamp };
    }

    private ServedModel Served(LoadedFraudModel loaded, string name, string? revision)
    {
        if (loaded.Integrity == ModelIntegrity.Unknown) logger.LogUnknown(options.ModelUri);
        return new ServedModel(loaded.Model, name, loaded.Version)
        {
            Reference = loaded.Reference,
            Golden = loaded.Golden,
            Digest = loaded.Digest,
            Revision = revision,
        };
    }

    public override string ToString() => options.ModelUri;
}
