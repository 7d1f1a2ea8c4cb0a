namespace FraudMl.Validation;

/// <summary>The suspected leaks of a split or a fold scheme.</summary>
/// <param name="Leaks">The leaks; empty when none was found.</param>
public sealed record LeakReport(IReadOnlyList<Leak> Leaks)
{
    /// <value>Whether none was found.</value>
    public bool IsClean => Leaks.Count == 0;

    /// <summary>Throws one error that lists every leak.</summary>
    /// <exception cref="FraudMlException">Thrown when there is a leak.</exception>
    public void ThrowIfAny()
    {
        if (!IsClean) throw new FraudMlException("The split leaks", [.. Leaks.Select(Text)]);
    }

    /// <summary>Returns a line for each leak.</summary>
    public override string ToString() => IsClean ? "no leak found" : string.Join('\n', Leaks.Select(Text));

    private static string Text(Leak leak) => leak.Fold is { } fold ? $"Fold {fold + 1}: {leak.Message}" : leak.Message;
}
