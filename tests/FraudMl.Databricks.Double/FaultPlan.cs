namespace FraudMl.Databricks.Double;

/// <summary>What goes wrong with a request.</summary>
public enum Fault
{
    None,

    /// <summary>429, with or without Retry-After in one of its forms.</summary>
    TooManyRequests,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>500 with a page instead of JSON.</summary>
    Broken,

    /// <summary>The connection is cut before anything is done.</summary>
    CutBefore,

    /// <summary>The connection is cut when everything is done, before the answer.</summary>
    CutAfter,

    /// <summary>The connection is cut in the middle of the answer.</summary>
    CutWithin,

    /// <summary>Every token that was issued is void, and every link.</summary>
    Revoked,
}

/// <summary>Faults drawn from a seed: at most some number of them, each request with some probability.</summary>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly Random _random;
    private readonly double _share;
    private int _left;

    /// <param name="seed">The seed.</param>
    public FaultPlan(int seed)
    {
        _random = new Random(seed);
        _share = _random.NextDouble() * 0.6;
        _left = _random.Next(5) switch { 0 => int.MaxValue, 1 => 1, 2 => 3, 3 => 8, _ => 20 };
    }

    /// <summary>How many faults there were.</summary>
    public int Count { get; private set; }

    /// <summary>Returns a number below another one.</summary>
    public int Below(int bound)
    {
        lock (_lock) return _random.Next(bound);
    }

    /// <summary>Returns what goes wrong with the next request.</summary>
    public Fault Next()
    {
        lock (_lock)
        {
            if (_left == 0 || _random.NextDouble() >= _share) return Fault.None;
            _left--;
            Count++;
            return (Fault)_random.Next(1, (int)Fault.Revoked + 1);
        }
    }
}
