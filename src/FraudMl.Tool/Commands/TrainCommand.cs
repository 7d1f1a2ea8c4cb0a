using System.CommandLine;
using FraudMl.Tool.Apps;
using FraudMl.Tool.Shell;

namespace FraudMl.Tool.Commands;

/// <summary>Builds and starts the training app.</summary>
internal static class TrainCommand
{
    public static ToolCommand Create()
    {
        var arguments = new Argument<string[]>("ARGUMENTS")
        {
            Arity = ArgumentArity.ZeroOrMore, Description = "What the app takes, behind --.",
        };
        var project = new Option<string>("--project", "-p")
        {
            HelpName = "PATH", Description = "The project, a script of one file, or the folder to look in. Default: the current folder.",
        };
        var configuration = new Option<string>("--configuration", "-c")
        {
            HelpName = "NAME", Description = "The configuration to build.", DefaultValueFactory = _ => "Release",
        };
        return new ToolCommand("train", "Builds and starts the training app of a project.")
        {
            Remarks = "The app is the one program with the SDK or the package FraudMl, three folders deep at most; of several, the one "
                + "called Training. --tracking-uri reaches it as MLFLOW_TRACKING_URI. Its exit code, unless 0, is passed on.",
            Examples = ["fraudml train", "fraudml train -- --data transactions.csv --output models", "fraudml train --project job.cs"],
            Arguments = { arguments },
            Options = { project, configuration },
        }.Does(async (call, cancellationToken) =>
        {
            string app = TrainingProject.Find(call.Get(project));
            call.Terminal.Note($"Training with {app}");
            string[] subject = app.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? [app] : ["--project", app];
            int exitCode = await DotnetProcess.RunAsync(
                call, ["run", .. subject, "-c", call.Get(configuration), "--", .. call.Get(arguments)], cancellationToken);
            if (call.Terminal.IsJson) call.Terminal.Answer(new { project = app, exitCode }, "");
            return exitCode;
        });
    }
}
