namespace FraudMl.Data;

/// <summary>One velocity feature of an entity.</summary>
/// <param name="Name">The name of the column it becomes.</param>
/// <param name="Function">What is computed.</param>
/// <param name="Column">The column it is computed of; null where the function needs none.</param>
/// <param name="Window">The length of the window.</param>
/// <param name="Delay">How long before the transaction the window ends; labels are known after it only.</param>
public sealed record WindowFeature(string Name, WindowFunction Function, string? Column, TimeSpan Window, TimeSpan Delay)
{
    internal static readonly TimeSpan Longest = TimeSpan.FromDays(36_525);

    internal long WindowMicroseconds => Window.Ticks / TimeSpan.TicksPerMicrosecond;

    internal long DelayMicroseconds => Delay.Ticks / TimeSpan.TicksPerMicrosecond;

    internal bool IsOfText => Function == WindowFunction.Distinct;

    internal static void RequireWindow(TimeSpan window)
    {
        if (window < TimeSpan.FromMicroseconds(1) || window > Longest)
            throw new FraudMlException($"A window must be between one microsecond and 100 years long. Got {window} instead.");
    }

    internal static void RequireDelay(TimeSpan delay)
    {
        if (delay < TimeSpan.Zero || delay > Longest)
            throw new FraudMlException($"A delay must be between zero and 100 years. Got {delay} instead.");
    }
}
