using System.CommandLine;
using FraudMl.Mlflow;
using FraudMl.Tool.Runs;
using FraudMl.Tool.Shell;
using FraudMl.Tool.Stores;

namespace FraudMl.Tool.Commands;

/// <summary>Sets two runs side by side.</summary>
internal static class CompareCommand
{
    public static ToolCommand Create()
    {
        var first = new Argument<string>("RUN") { Description = "The id of a run." };
        var second = new Argument<string>("OTHER") { Description = "The id of the run to compare it with." };
        return new ToolCommand("compare", "Sets metrics, parameters and tags of two runs side by side.")
        {
            Remarks = "Where both runs logged the same folds of a cross-validation, the difference of each metric has its 95 % interval, "
                + "by the corrected t-test over pairs of folds: OTHER less RUN. One that holds 0 may be chance.",
            Examples = ["fraudml compare 3f2a… 9bd1…", "fraudml compare 3f2a… 9bd1… --json"],
            Arguments = { first, second },
        }.Does(async (call, cancellationToken) =>
        {
            using MlflowClient client = TrackingStore.Connect(call.TrackingUri);
            RunComparison comparison = await call.Terminal.WhileAsync("Reading both runs",
                _ => RunComparison.OfAsync(client, call.Get(first), call.Get(second), cancellationToken));
            call.Terminal.Answer(comparison, RunComparisonText.Of(comparison));
        });
    }
}
