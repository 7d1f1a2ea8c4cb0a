using System.CommandLine;

namespace FraudMl.Tool.Shell;

/// <summary>One run of a command: what was asked for, and where the answer goes.</summary>
internal sealed class ToolCall(ParseResult parsed)
{
    public Terminal Terminal { get; } = new(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error,
        parsed.GetValue<bool>(CommonOptions.Json), parsed.GetValue<bool>(CommonOptions.Verbose));

    public string? TrackingUri => parsed.GetValue<string>(CommonOptions.TrackingUri);

    public T Get<T>(Option<T> option) => parsed.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => parsed.GetValue(argument)!;
}
