using FraudMl.Mlflow;
using FraudMl.Tool.Shell;
using FraudMl.Tracking;

namespace FraudMl.Tool.Stores;

/// <summary>A model by any name that a command takes: a file, a model directory, or a URI of a store.</summary>
internal static class NamedModel
{
    public const string Help = "The model: models:/NAME@ALIAS, models:/NAME/VERSION, runs:/RUN/PATH, a model directory or a file.";

    public static Task<FraudModel> LoadAsync(ToolCall call, string uri, CancellationToken cancellationToken) =>
        call.Terminal.WhileAsync($"Loading {uri}", async _ =>
        {
            if (File.Exists(uri)) return FraudModel.Load(uri);
            if (Directory.Exists(uri)) return LoadedFraudModel.FromDirectory(uri).Model;
            RequireUri(uri);
            using MlflowClient client = TrackingStore.Connect(call.TrackingUri);
            return (await client.LoadFraudModelAsync(uri, cancellationToken)).Model;
        });

    /// <summary>Throws unless something stands on disk under the name, or it is a URI of a store.</summary>
    public static void RequireUri(string uri)
    {
        if (!File.Exists(uri) && !Directory.Exists(uri) && !uri.Contains(":/", StringComparison.Ordinal))
        {
            throw new Refusal(ExitCode.NotFound,
                $"There is no model file or directory '{uri}'. Name one, or a URI such as models:/NAME@champion.");
        }
    }
}
