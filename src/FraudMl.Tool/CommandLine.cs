using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using FraudMl.Tool.Commands;
using FraudMl.Tool.Shell;

namespace FraudMl.Tool;

/// <summary>The command line of <c>fraudml</c>.</summary>
internal static class CommandLine
{
    // Longer than a training app gets to end by itself.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(10);

    /// <summary>Runs a command line and returns its exit code.</summary>
    public static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        ParseResult parsed = Create().Parse(args);
        if (parsed.Action is ParseErrorAction || (parsed.Errors.Count > 0 && parsed.Action is not SynchronousCommandLineAction))
        {
            // A word that nothing takes says more than that something is missing.
            string problem = (parsed.Errors.FirstOrDefault(wrong => parsed.UnmatchedTokens.Any(wrong.Message.Contains)) ?? parsed.Errors[0])
                .Message.TrimEnd('.');
            string command = string.Join(' ', ToolCommand.PathOf(parsed.CommandResult.Command));
            await error.WriteLineAsync(Secrets.Hidden($"fraudml: {problem}. See {command} --help."));
            return ExitCode.BadInput;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToEnd,
            },
            cancellationToken);
    }

    private static RootCommand Create()
    {
        var root = new RootCommand("Profiles, trains, compares, promotes, serves, scores and explains fraud models.")
        {
            NewCommand.Create(), ProfileCommand.Create(), TrainCommand.Create(), CompareCommand.Create(), PromoteCommand.Create(),
            RollbackCommand.Create(), ServeCommand.Create(), ScoreCommand.Create(), ExplainCommand.Create(), UiCommand.Create(),
            AuditCommand.Create(), DoctorCommand.Create(), CompletionCommand.Create(),
        };
        foreach (Option option in CommonOptions.Create()) root.Options.Add(option);
        foreach (HelpOption help in root.Options.OfType<HelpOption>()) help.Action = new HelpPage();
        return root;
    }
}
