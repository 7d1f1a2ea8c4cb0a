using FraudMl.Mlflow;
using FraudMl.Tracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving;

/// <summary>The model that the options name: a registry's, a model directory or a file.</summary>
internal sealed partial class UriModelSource(
    FraudScoringOptions options, IServiceProvider services, ILogger<UriModelSource> logger) : IModelSource
{
    public async Task<ServedModel> LoadAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(options.ModelUri))
        {
            FraudModel model = FraudModelPackage.Load(options.ModelUri);
            WarnOf(FraudModelPackage.IntegrityOf(options.ModelUri), options.ModelUri);
            return Named(model);
        }

        if (File.Exists(options.ModelUri)) return Named(FromFile(options.ModelUri));
        if (!options.ModelUri.Contains(":/", StringComparison.Ordinal))
            throw new FraudMlException(
                $"There is no model directory or file '{options.ModelUri}'. Set FraudScoring:ModelUri to one, or to a URI such as "
                + $"models:/creditcard-fraud@champion.");

        // The application's own client, where it has one, knows credentials and further kinds of store.
        if (options.TrackingUri is null && services.GetService<MlflowClient>() is { } client)
            return await FromStoreAsync(client, options.ModelUri, cancellationToken).ConfigureAwait(false);
        using MlflowClient own = Connect(options, services.GetService<TimeProvider>());
        return await FromStoreAsync(own, options.ModelUri, cancellationToken).ConfigureAwait(false);
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

    public override string ToString() => options.ModelUri;
}
