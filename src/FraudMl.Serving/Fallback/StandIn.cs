namespace FraudMl.Serving;

/// <summary>
/// The model that rules answer through, so that every protocol answers as it always does: its one input is what the rule says, 1 or 0, and
/// so is its probability.
/// </summary>
internal static class StandIn
{
    public const string Name = "fallback";

    private const string Input = "rule";

    private static readonly Lazy<FraudModel> LazyModel = new(Make);

    /// <summary>Returns it for a rule: requests bring the rule's columns, and its input is worked out.</summary>
    public static ServedModel For(IFallbackRule rule, string? idColumn)
    {
        var served = new ServedModel(LazyModel.Value, Name) { IsFallback = true };
        served.Carry(new RequestColumns(served.Inputs, rule.Columns, new RawColumns(served.Model, [], new HashSet<int> { 0 })));
        if (idColumn is not null) served.CarryId(idColumn);
        return served;
    }

    private static FraudModel Make()
    {
        float[] said = [.. Enumerable.Range(0, 10).Select(row => row % 2f)];
        FraudModel fitted = new FraudPipelineBuilder().Train(Trainers.LogisticRegression()).DecideBy(Thresholds.Fixed(0.5)).Build()
            .Fit(new Dataset([new NumberColumn(Input, said), new NumberColumn("label", said, ColumnRoles.Label)]));

        // Far enough from 0 that the probabilities are 0 and 1 to the bit.
        return new FraudModel(fitted.Parts with { Scorer = new LinearModel([2_000], -1_000) });
    }
}
