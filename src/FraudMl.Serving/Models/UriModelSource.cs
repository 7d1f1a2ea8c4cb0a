using FraudMl.Mlflow;
using FraudMl.Tracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FraudMl.Serving;

/// <summary>The model that the options name: a registry's, a model directory or a file.</summary>
internal sealed partial class UriModelSource(
    IOptions<FraudScoringOptions> options, IServiceProvider services, ILogger<UriModelSource> logger) : IModelSource
{
    public async Task<ServedModel> LoadAsync(CancellationToken cancellationToken)
    {
        FraudScoringOptions given = options.Value;
        if (Directory.Exists(given.ModelUri))
        {
            FraudModel model = FraudModelPackage.Load(given.ModelUri);
            WarnOf(FraudModelPackage.IntegrityOf(given.ModelUri), given.ModelUri);
            return Named(model);
        }

        if (File.Exists(given.ModelUri)) return Named(FromFile(given.ModelUri));
        if (!given.ModelUri.Contains(":/", StringComparison.Ordinal))
            throw new FraudMlException(
                $"There is no model directory or file '{given.ModelUri}'. Set FraudScoring:ModelUri to one, or to a URI such as "
                + $"models:/creditcard-fraud@champion.");

        // The application's own client, where it has one, knows credentials and further kinds of store.
        if (given.TrackingUri is null && services.GetService<MlflowClient>() is { } client)
            return await FromStoreAsync(client, given.ModelUri, cancellationToken).ConfigureAwait(false);
        using MlflowClient own = Connect(given, services.GetService<TimeProvider>());
        return await FromStoreAsync(own, given.ModelUri, cancellationToken).ConfigureAwait(false);
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
            WarnOf(loaded.Integrity, uri);
            return new ServedModel(loaded.Model, loaded.Name ?? loaded.Model.Pipeline, loaded.Version);
        }
        catch (MlflowException refused)
        {
            throw new FraudMlException(refused.Message.Contains(client.TrackingUri, StringComparison.Ordinal)
                ? refused.Message
                : $"The model '{uri}' can't be loaded from the store {client.TrackingUri}: {refused.Message}", refused);
        }
    }

    private static FraudModel FromFile(string path)
    {
        using FileStream file = File.OpenRead(path);
        return FraudModel.Load(file);
    }

    private static ServedModel Named(FraudModel model) => new(model, model.Pipeline);

    private void WarnOf(ModelIntegrity integrity, string uri)
    {
        if (integrity == ModelIntegrity.Unknown) LogUnknown(uri);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The model {Uri} is of a package without hashes of its files: nobody can tell whether they are those that were written. "
            + "Register it again")]
    private partial void LogUnknown(string uri);

    public override string ToString() => options.Value.ModelUri;
}
