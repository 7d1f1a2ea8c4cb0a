using System.CommandLine;
using FraudMl.Mlflow;
using FraudMl.Tool.Shell;
using FraudMl.Tracking;

namespace FraudMl.Tool.Stores;

/// <summary>What the commands on registered models have in common.</summary>
internal static class RegisteredModels
{
    public static Argument<string> Argument()
    {
        var model = new Argument<string>("MODEL") { Description = "The name of the registered model." };
        model.CompletionSources.Add(context => Names(context.ParseResult.GetValue<string>(CommonOptions.TrackingUri)));
        return model;
    }

    public static Option<string> Alias() =>
        new("--alias") { HelpName = "NAME", Description = "The alias to move.", DefaultValueFactory = _ => "champion" };

    public static void Answer(ToolCall call, Promotion promotion) => call.Terminal.Answer(promotion,
        $"models:/{promotion.Name}@{promotion.Alias} is version {promotion.Version}"
        + (promotion.PreviousVersion is { } before ? $"; version {before} is kept as {promotion.Alias}-previous." : "."));

    // A shell that completes a word wants no error: without a store there is nothing to offer.
    private static string[] Names(string? trackingUri)
    {
        try
        {
            using MlflowClient client = TrackingStore.Connect(trackingUri);
            return [.. client.Registry.SearchModelsAsync().GetAwaiter().GetResult().RegisteredModels.Select(model => model.Name)];
        }
        catch (MlflowException)
        {
            return [];
        }
    }
}
