namespace FraudMl;

/// <summary>Total costs of three policies over the same rows.</summary>
internal readonly record struct CostTotals(double Decided, double FlagNothing, double FlagAll)
{
    /// <summary>Bahnsen et al. 2014: the share saved of the cheaper of flagging nothing and flagging all.</summary>
    public double Savings(double cost) => 1 - cost / Math.Min(FlagNothing, FlagAll);
}
