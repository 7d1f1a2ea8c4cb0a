using System.CommandLine;
using FraudMl.Mlflow;
using FraudMl.Tool.Shell;
using FraudMl.Tool.Stores;
using FraudMl.Tracking;

namespace FraudMl.Tool.Commands;

/// <summary>Moves the alias that serving follows.</summary>
internal static class PromoteCommand
{
    public static ToolCommand Create()
    {
        Argument<string> model = RegisteredModels.Argument();
        var version = new Argument<string>("VERSION") { Description = "The version to promote." };
        Option<string> alias = RegisteredModels.Alias();
        return new ToolCommand("promote", "Points an alias at a version of a registered model.")
        {
            Remarks = "The version that it pointed to is kept under ALIAS-previous; fraudml rollback goes back to it.",
            Examples = ["fraudml promote creditcard-fraud 7", "fraudml promote creditcard-fraud 7 --alias challenger"],
            Arguments = { model, version },
            Options = { alias },
        }.Does(async (call, cancellationToken) =>
        {
            using MlflowClient client = TrackingStore.Connect(call.TrackingUri);
            RegisteredModels.Answer(call, await client.PromoteAsync(
                call.Get(model), call.Get(version), call.Get(alias), cancellationToken));
        });
    }
}
