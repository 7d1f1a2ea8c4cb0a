using FraudMl.Mlflow;
using FraudMl.Tracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FraudMl.Serving;

/// <summary>Loads the model that the options name.</summary>
internal static class ModelLoading
{
    public static async Task<ServedModel> FromUriAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        FraudScoringOptions options = services.GetRequiredService<IOptions<FraudScoringOptions>>().Value;
        if (Directory.Exists(options.ModelUri)) return Named(FraudModelPackage.Load(options.ModelUri));
        if (File.Exists(options.ModelUri)) return Named(FromFile(options.ModelUri));
        if (!options.ModelUri.Contains(":/", StringComparison.Ordinal))
            throw new FraudMlException($"There is no model directory or file '{options.ModelUri}'. Set FraudScoring:ModelUri to one, or to a URI such as models:/creditcard-fraud@champion.");

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
            throw new FraudMlException($"The model '{options.ModelUri}' can't be loaded from the store {options.TrackingUri}: {refused.Message}", refused);
        }
    }

    private static async Task<ServedModel> FromStoreAsync(MlflowClient client, string uri, CancellationToken cancellationToken)
    {
        try
        {
            LoadedFraudModel loaded = await client.LoadFraudModelAsync(uri, cancellationToken).ConfigureAwait(false);
            return new ServedModel(loaded.Model, loaded.Name ?? loaded.Model.Pipeline, loaded.Version);
        }
        catch (MlflowException refused)
        {
            throw new FraudMlException($"The model '{uri}' can't be loaded from the store {client.TrackingUri}: {refused.Message}", refused);
        }
    }

    private static FraudModel FromFile(string path)
    {
        using FileStream file = File.OpenRead(path);
        return FraudModel.Load(file);
    }

    private static ServedModel Named(FraudModel model) => new(model, model.Pipeline, null);
}
