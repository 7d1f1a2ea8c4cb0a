namespace FraudMl;

/// <summary>The rows of a history inside a window: the first, and the one behind the last.</summary>
internal record struct WindowRows(long Low, long High)
{
    public readonly long Count => High - Low;
}
