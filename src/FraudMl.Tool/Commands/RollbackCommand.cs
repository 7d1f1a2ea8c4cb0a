using System.CommandLine;
using FraudMl.Mlflow;
using FraudMl.Tool.Shell;
using FraudMl.Tool.Stores;
using FraudMl.Tracking;

namespace FraudMl.Tool.Commands;

/// <summary>Takes the last promotion back.</summary>
internal static class RollbackCommand
{
    public static ToolCommand Create()
    {
        Argument<string> model = RegisteredModels.Argument();
        Option<string> alias = RegisteredModels.Alias();
        return new ToolCommand("rollback", "Points an alias back at the version before the last promotion.")
        {
            Remarks = "A second rollback undoes the first.",
            Examples = ["fraudml rollback creditcard-fraud"],
            Arguments = { model },
            Options = { alias },
        }.Does(async (call, cancellationToken) =>
        {
            using MlflowClient client = TrackingStore.Connect(call.TrackingUri);
            RegisteredModels.Answer(call, await client.RollbackAsync(call.Get(model), call.Get(alias), cancellationToken));
        });
    }
}
