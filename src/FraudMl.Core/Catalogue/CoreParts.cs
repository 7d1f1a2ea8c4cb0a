namespace FraudMl;

/// <summary>What FraudMl.Core itself offers to automatic searches.</summary>
internal static class CoreParts
{
    public static IReadOnlyList<OfferedPart> All { get; } =
    [
        new("FraudMl.Core", Trainers.LogisticRegression())
        {
            Portfolio = [Trainers.LogisticRegression(new() { L2 = 100 })],
            Cost = 0.5,
        },
    ];
}
