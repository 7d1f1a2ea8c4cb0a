namespace FraudMl.Tool.Shell;

/// <summary>What a command can't do, in one sentence, with the exit code.</summary>
internal sealed class Refusal(int exitCode, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public int ExitCode { get; } = exitCode;
}
