using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using FraudMl.Tool.Commands;

namespace FraudMl.Tool.Shell;

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
            string command = string.Join(' ', Path(parsed.CommandResult.Command));
            await error.WriteLineAsync(Secrets.Hidden($"fraudml: {parsed.Errors[0].Message.TrimEnd('.')}. See {command} --help."));
            return ExitCode.BadInput;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToEnd,
            },
            cancellationToken);
    }

    /// <summary>Returns the words that lead to a command.</summary>
    public static IEnumerable<string> Path(Symbol command) => command is RootCommand
        ? ["fraudml"]
        : [.. Path(command.Parents.First()), command.Name];

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
