namespace FraudMl;

/// <summary>What the features of one entity have in common: where their windows lie, and what is added up over the same rows.</summary>
internal sealed class WindowPlan
{
    // What an event may cost, in nanoseconds, where its entity keeps nothing but its events.
    private const int WalkingCost = 7_000;
    private const int LeastEventsToWalk = 64, MostEventsToWalk = 1_024;

    public WindowPlan(EntityWindows windows)
    {
        (WindowFeature Feature, WindowReach Reach, AggregateKey Key)[] all = [.. windows.Features.Select(feature => (feature,
            new WindowReach(feature.WindowMicroseconds, feature.DelayMicroseconds, windows.IncludesCurrent),
            AggregateKey.Of(feature, windows.NumberColumns, windows.TextColumns)))];
        Reaches = [.. all.Select(feature => feature.Reach).Distinct().OrderBy(reach => reach.Delay).ThenBy(reach => reach.Window)];
        Slots = [.. all.Where(feature => feature.Key.Kind != AggregateKind.None)
            .Select(feature => new WindowSlot(Array.IndexOf(Reaches, feature.Reach), feature.Key)).Distinct().OrderBy(slot => slot.Reach)];
        Features = [.. all.Select(feature => Array.IndexOf(Reaches, feature.Reach) is var reach
            ? new PlannedFeature(feature.Feature.Function, reach, Array.IndexOf(Slots, new WindowSlot(reach, feature.Key)))
            : default)];
        Families = [.. Enumerable.Range(0, Features.Length).Where(feature => Features[feature].Slot >= 0)
            .GroupBy(feature => (all[feature].Key, all[feature].Reach.Delay))
            .Select(family => new WindowFamily(family.Key.Key, [.. family.OrderBy(feature => Features[feature].Reach)]))];
        MostToWalk = Math.Clamp(
            WalkingCost / Math.Max(1, Families.Sum(family => family.Key.Cost)), LeastEventsToWalk, MostEventsToWalk);
    }

    /// <value>The windows by delay and length.</value>
    public WindowReach[] Reaches { get; }

    /// <value>What is kept of each window where rows enter and leave, by window.</value>
    public WindowSlot[] Slots { get; }

    public PlannedFeature[] Features { get; }

    /// <value>The features that one walk from the newest row back gives.</value>
    public WindowFamily[] Families { get; }

    /// <value>The events up to which walking over them costs no more than keeping what they add up to, which takes memory.</value>
    public int MostToWalk { get; }
}

/// <summary>A feature: its window among the reaches, and among the slots what it reads; −1 where it reads none.</summary>
internal readonly record struct PlannedFeature(WindowFunction Function, int Reach, int Slot);

internal readonly record struct WindowSlot(int Reach, AggregateKey Key);

/// <summary>Features of one delay over the same values, the shortest window first.</summary>
internal sealed record WindowFamily(AggregateKey Key, int[] Features);
