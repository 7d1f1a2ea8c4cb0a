namespace FraudMl.Tool.Shell;

/// <summary>What the process tells the shell; the help of every command states them.</summary>
internal static class ExitCode
{
    /// <summary>Done, and where something was checked, it is as it should be.</summary>
    public const int Done = 0;

    /// <summary>Something broke that the caller could not know.</summary>
    public const int Failed = 1;

    /// <summary>The command line, or a file that it names, can't be used.</summary>
    public const int BadInput = 2;

    /// <summary>The store can't be reached, or does not have what was asked for.</summary>
    public const int NotFound = 3;

    /// <summary>What was checked is not as it should be.</summary>
    public const int NotPassed = 4;

    /// <summary>Stopped by Ctrl+C or a signal.</summary>
    public const int Cancelled = 130;

    /// <summary>The codes as the help prints them.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Done, "done"),
        (Failed, "failed; --verbose says where"),
        (BadInput, "wrong usage, or a file that can't be used"),
        (NotFound, "the store can't be reached, or has no such model, version or run"),
        (NotPassed, "checked, and not as it should be"),
        (Cancelled, "cancelled"),
    ];
}
