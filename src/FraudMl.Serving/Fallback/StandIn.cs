namespace FraudMl.Serving;

/// <summary>
/// The model that rules answer through, so that every protocol answers as it always does: its one input is what the rule says, 1 or 0, and
/// so is its probability.
/// </summary>
internal sealed class StandIn : ITrainer
{
    public const string Name = "fallback";

    private const string Input = "rule";

    private static readonly Lazy<FraudModel> LazyModel = new(() => new FraudPipelineBuilder()
        .Train(new StandIn())
        .DecideBy(Thresholds.Fixed(0.5))
        .Build()
        .Fit(new Dataset([
            new NumberColumn(Input, [.. Enumerable.Range(0, 10).Select(row => row % 2f)]),
            new NumberColumn("label", [.. Enumerable.Range(0, 10).Select(row => row % 2f)], ColumnRoles.Label)])));

    string IPart.Name => Name;

    public ValidatedOptions Options { get; } = new NoOptions();

    public ITrainer With(ValidatedOptions options) => this;

    // Far enough from 0 that the probabilities are 0 and 1 to the bit.
    public ScoringModel Train(TrainingData data, TrainingContext context) => new LinearModel([2_000], -1_000);

    /// <summary>Returns it for a rule: requests bring the rule's columns, and its input is worked out.</summary>
    public static ServedModel For(IFallbackRule rule)
    {
        var served = new ServedModel(LazyModel.Value, Name) { IsFallback = true };
        served.Carry(new RequestColumns(served.Inputs, rule.Columns, new RawColumns(served.Model, [], new HashSet<int> { 0 })));
        return served;
    }

    /// <summary>Has the rule decide the rows of a block.</summary>
    public static void Fill(IFallbackRule rule, ServedModel served, ScoringSession session, CarriedValues carried)
    {
        for (int row = 0; row < session.RowCount; row++)
            session.SetNumber(row, 0, rule.ShouldFlag(new FallbackRow(served.Columns, carried, row)) ? 1f : 0f);
    }

    public override string ToString() => Name;

    private sealed record NoOptions : ValidatedOptions;
}
