namespace FraudMl;

/// <summary>A logistic regression over the members' out-of-fold margins (Wolpert 1992; Breiman 1996).</summary>
[DefinedAs("Trainers.Stack")]
internal sealed class StackTrainer(IReadOnlyList<ITrainer> members, StackOptions options) : BlendTrainer(members, options)
{
    public override string Name => $"Stack of {MemberNames}";

    protected override ITrainer Of(IReadOnlyList<ITrainer> members, ValidatedOptions options) =>
        new StackTrainer(members, options.As<StackOptions>(Name));

    protected override BlendedModel Blend(IReadOnlyList<ScoringModel> models, TrainingData data, TrainingContext context)
    {
        double[][] margins = OutOfFold(data, options.FoldCount, context);
        LinearModel stack = Regress(margins, data, context);

        // A member that says nothing of rows not seen falls a little where it should rise: turned round it would say so of the rows it
        // knows.
        int[] falling = [.. Enumerable.Range(0, margins.Length)
            .Where(member => stack.Weights[member] < 0 && !OutOfFoldMargins.Rises(margins[member], data))];
        foreach (int member in falling) margins[member] = new double[margins[member].Length];
        if (falling.Length > 0) stack = Regress(margins, data, context);
        return new BlendedModel { Models = models, Weights = [.. stack.Weights.Select(weight => (double)weight)], Bias = stack.Bias };
    }

    private LinearModel Regress(double[][] margins, TrainingData data, TrainingContext context)
    {
        var values = new float[FeatureMatrix.CellCount(data.Matrix.RowCount, margins.Length)];
        for (int i = 0; i < values.Length; i++) values[i] = (float)margins[i % margins.Length][i / margins.Length];
        FeatureColumn[] columns = [.. Members.Select((member, i) => new FeatureColumn($"{member.Name} {i + 1}", member.Name))];
        TrainingData scored = data with { Matrix = new FeatureMatrix(values, data.Matrix.RowCount, columns), Validation = null };
        return (LinearModel)Trainers.LogisticRegression(new() { L2 = options.L2 }).Train(scored, context with { OnIteration = null });
    }
}
