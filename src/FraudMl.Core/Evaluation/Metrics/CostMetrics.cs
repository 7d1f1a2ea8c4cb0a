namespace FraudMl;

/// <summary>Metrics of what the decisions cost.</summary>
internal static class CostMetrics
{
    private static readonly MetricValue NoCosts = MetricValue.Undefined("no costs were given");

    public static MetricValue TotalCost(Tally tally) => tally.Costs is { } costs ? new(costs.Decided) : NoCosts;

    public static MetricValue Savings(Tally tally)
    {
        if (tally.Costs is not { } costs) return NoCosts;
        return Math.Min(costs.FlagNothing, costs.FlagAll) > 0
            ? new(costs.Savings(costs.Decided))
            : MetricValue.Undefined("flagging nothing or flagging all costs nothing");
    }
}
