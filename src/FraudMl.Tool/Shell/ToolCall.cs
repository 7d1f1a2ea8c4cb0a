using System.CommandLine;
using FraudMl.Mlflow;
using FraudMl.Tool.Stores;

namespace FraudMl.Tool.Shell;

/// <summary>One run of a command: what was asked for, and where the answer goes.</summary>
internal sealed class ToolCall(ParseResult parsed)
{
    public Terminal Terminal { get; } = new(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error,
        parsed.GetValue<bool>(CommonOptions.Json), parsed.GetValue<bool>(CommonOptions.Verbose));

    public string? TrackingUri => parsed.GetValue<string>(CommonOptions.TrackingUri);

    public T Get<T>(Option<T> option) => parsed.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    /// <summary>Connects to the store that the command line or the environment names; none is made.</summary>
    public MlflowClient Connect() => TrackingStore.Connect(TrackingUri);
}
