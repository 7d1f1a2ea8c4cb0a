namespace FraudMl;

/// <summary>Keeps each warning once, in the order they came, from any thread.</summary>
internal sealed class WarningList
{
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_warnings) return [.. _warnings];
        }
    }

    public void Add(string warning)
    {
        lock (_warnings)
        {
            if (!_warnings.Contains(warning)) _warnings.Add(warning);
        }
    }
}
