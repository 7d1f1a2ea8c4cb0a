namespace FraudMl.Serving;

/// <summary>Tells how a challenger does beside the model in service; a service keyed by the model's name where it has one.</summary>
public interface IShadowReporter
{
    /// <summary>Returns what both made of the same transactions since either last changed. With many labels that takes a second.</summary>
    ShadowReport Report();
}

/// <summary>What a challenger and the model in service made of the same transactions.</summary>
/// <param name="Name">The name of the served model; empty for the one without a name.</param>
/// <param name="Champion">The model in service; null before the first transaction.</param>
/// <param name="Challenger">The challenger; null before the first transaction.</param>
/// <param name="Since">When the first of these transactions was scored.</param>
/// <param name="RowCount">How many transactions both scored.</param>
public sealed record ShadowReport(
    string Name, ServedModelIdentity? Champion, ServedModelIdentity? Challenger, DateTimeOffset? Since, long RowCount)
{
    /// <value>How many transactions wait for the challenger.</value>
    public int WaitingCount { get; init; }

    /// <value>How many found no room in its queue since the start.</value>
    public long DroppedCount { get; init; }

    /// <value>What both decided; null when one does not decide.</value>
    public ShadowDecisions? Decisions { get; init; }

    /// <value>How far the probabilities are apart; null before the first transaction.</value>
    public ShadowShift? Shift { get; init; }

    /// <value>What became of the transactions whose labels came; null while there are not both kinds.</value>
    public ShadowOutcome? Labelled { get; init; }

    /// <value>Why the challenger scores nothing; null when it does.</value>
    public string? Problem { get; init; }
}

/// <summary>How many transactions two models flag.</summary>
/// <param name="BothCount">Flagged by both.</param>
/// <param name="NeitherCount">Flagged by neither.</param>
/// <param name="OnlyChampionCount">Flagged by the model in service alone.</param>
/// <param name="OnlyChallengerCount">Flagged by the challenger alone.</param>
public sealed record ShadowDecisions(long BothCount, long NeitherCount, long OnlyChampionCount, long OnlyChallengerCount)
{
    /// <value>The share of transactions that both decide alike, in [0, 1].</value>
    public double AgreementRatio =>
        (double)(BothCount + NeitherCount) / (BothCount + NeitherCount + OnlyChampionCount + OnlyChallengerCount);
}

/// <summary>The challenger's probability less that of the model in service.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="MeanAbsolute">The mean of its size.</param>
/// <param name="Largest">The one that is furthest from 0.</param>
/// <param name="Quantiles">Its 1, 5, 25, 50, 75, 95 and 99 % quantiles, to a thousandth.</param>
public sealed record ShadowShift(double Mean, double MeanAbsolute, double Largest, IReadOnlyList<double> Quantiles)
{
    /// <summary>Returns the values; the quantiles one by one.</summary>
    public override string ToString() => RecordText.Of(this);
}

/// <summary>How two models do on labelled transactions: the challenger first, the model in service second, by paired draws.</summary>
/// <param name="RowCount">The labelled transactions.</param>
/// <param name="FraudCount">The frauds among them.</param>
/// <param name="AveragePrecision">The difference in average precision.</param>
/// <param name="TotalCost">The difference in what the decisions cost, by the challenger's costs; null where it knows none.</param>
public sealed record ShadowOutcome(int RowCount, int FraudCount, PairedDifference AveragePrecision, PairedDifference? TotalCost)
{
    internal static ShadowOutcome? Of(ScoredPair[] pairs)
    {
        pairs = [.. pairs.Where(pair => double.IsFinite(pair.Champion) && double.IsFinite(pair.Challenger))];
        int frauds = pairs.Count(pair => pair.IsFraud == true);
        if (frauds == 0 || frauds == pairs.Length) return null;
        bool[] labels = [.. pairs.Select(pair => pair.IsFraud == true)];
        CostTable? costs = pairs.Any(pair => double.IsNaN(pair.Review) || double.IsNaN(pair.MissedFraud))
            ? null
            : new CostTable([.. pairs.Select(pair => pair.MissedFraud)], [.. pairs.Select(pair => pair.Review)]);
        var challenger = new ScoredRows(labels, [.. pairs.Select(pair => pair.Challenger)],
            new() { Decisions = [.. pairs.Select(pair => pair.ChallengerFlags)], Costs = costs });
        var champion = new ScoredRows(labels, [.. pairs.Select(pair => pair.Champion)],
            new() { Decisions = [.. pairs.Select(pair => pair.ChampionFlags)], Costs = costs });

        // One thread: requests need the others.
        IReadOnlyList<PairedDifference> differences = Evaluation.Differences(challenger, champion,
            costs is null ? [Metrics.AveragePrecision] : [Metrics.AveragePrecision, Metrics.TotalCost], new() { ThreadCount = 1 });
        return new ShadowOutcome(pairs.Length, frauds, differences[0], costs is null ? null : differences[1]);
    }
}
