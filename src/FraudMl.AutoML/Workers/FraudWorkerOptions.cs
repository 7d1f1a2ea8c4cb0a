namespace FraudMl;

/// <summary>Options of worker processes.</summary>
public sealed record FraudWorkerOptions : ValidatedOptions
{
    /// <value>How many worker processes run trials at once, in [1, 256]. Default 2.</value>
    [Rule(AtLeast = 1, AtMost = 256)]
    public int WorkerCount { get; init; } = 2;

    /// <value>After which silence a worker, which says every second that it lives, is ended and its trial run by another, above 2 seconds.
    /// Default 30 seconds.</value>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <value>What to start; null for the program that this process runs. Default null.</value>
    public string? Executable { get; init; }

    /// <value>The arguments before the worker's own. Default none, or the program where the executable is <c>dotnet</c>.</value>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Returns every broken rule, in words.</summary>
    public override IEnumerable<string> Problems() => LeaseTime > TimeSpan.FromSeconds(2)
        ? [] : [$"LeaseTime must be above 2 seconds, since a worker says every second that it lives. Got {LeaseTime} instead."];
}
