namespace FraudMl;

/// <summary>Both classes by descending score, and the score groups that ranking metrics need.</summary>
internal sealed class RankedRows
{
    private RankedRows(ScoredRows all, RankedClass frauds, RankedClass legits, ScoreGroups groups, bool isWeighted) =>
        (All, Frauds, Legits, Groups, IsWeighted) = (all, frauds, legits, groups, isWeighted);

    /// <summary>The rows in the order given.</summary>
    public ScoredRows All { get; }

    public RankedClass Frauds { get; }

    public RankedClass Legits { get; }

    /// <summary>Groups of tied scores, neighbouring groups without a fraud merged: ranking metrics can't tell the difference.</summary>
    public ScoreGroups Groups { get; }

    public bool IsWeighted { get; }

    public required ProbabilityBins? UniformBins { get; init; }

    public required ProbabilityBins? QuantileBins { get; init; }

    public static RankedRows Of(ScoredRows rows)
    {
        RankedClass frauds = RankedClass.Of(rows, fraud: true), legits = RankedClass.Of(rows, fraud: false);
        bool probabilities = rows.Kind == ScoreKind.Probability, weighted = rows.Weights is not null;
        return new(rows, frauds, legits, ScoreGroups.Of(frauds.Scores, legits.Scores, mergeWithoutFraud: true), weighted)
        {
            UniformBins = probabilities ? ProbabilityBins.Of(frauds, legits, BinEdges.Uniform()) : null,
            QuantileBins = probabilities && !weighted
                ? ProbabilityBins.Of(frauds, legits, BinEdges.Quantile(frauds.Scores, legits.Scores)) : null,
        };
    }

    /// <summary>Returns every distinct score with what is at or above it.</summary>
    public ScoreGroups DistinctScores() => ScoreGroups.Of(Frauds.Scores, Legits.Scores, mergeWithoutFraud: false);
}
