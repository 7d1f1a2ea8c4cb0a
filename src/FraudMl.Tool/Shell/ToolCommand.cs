using System.CommandLine;

namespace FraudMl.Tool.Shell;

/// <summary>A command with the examples that its help shows.</summary>
internal sealed class ToolCommand(string name, string description) : Command(name, description)
{
    /// <summary>What it does beyond the first sentence.</summary>
    public string Remarks { get; init; } = "";

    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Sets what the command does; its exceptions become one sentence and an exit code.</summary>
    public ToolCommand Does(Func<ToolCall, CancellationToken, Task<int>> act)
    {
        SetAction(async (parsed, cancellationToken) =>
        {
            var call = new ToolCall(parsed);
            try
            {
                return await act(call, cancellationToken);
            }
            catch (Exception failure)
            {
                return call.Terminal.Fail(cancellationToken.IsCancellationRequested && failure is not Refusal
                    ? new OperationCanceledException(cancellationToken) : failure);
            }
        });
        return this;
    }

    /// <summary>Sets what the command does where it always ends well.</summary>
    public ToolCommand Does(Func<ToolCall, CancellationToken, Task> act) => Does(async (call, cancellationToken) =>
    {
        await act(call, cancellationToken);
        return ExitCode.Done;
    });

    /// <summary>Returns the words that lead to a command.</summary>
    public static IEnumerable<string> PathOf(Symbol command) => command is RootCommand
        ? ["fraudml"]
        : [.. PathOf(command.Parents.First()), command.Name];
}
