namespace FraudMl;

/// <summary>A method that makes up rows: counts, seed, provenance and rules are the same for all, where rows
/// come from is its own.</summary>
internal abstract class SyntheticResampler(OversamplingOptions options) : IResampler
{
    public abstract string Name { get; }

    public ValidatedOptions Options => options;

    public abstract IResampler With(ValidatedOptions other);

    public override string ToString() => PartText.Of(this);

    public ResampledRows Resample(TrainingData data, ResamplingContext context)
    {
        ClassRows classes = ClassRows.Of(data, Name, context.CancellationToken);
        ClassCounts add = TargetCounts.ToAdd(Name, options, classes.Counts);
        TargetCounts.RequireRoom(Name, data.Labels.Length, add.Frauds + add.Legitimate, data.Matrix.ColumnCount);
        int seed = options.Seed ?? context.Seed;
        var random = new Random(seed);
        List<(SyntheticPlan, bool)> parts = [];
        foreach (bool label in new[] { true, false })
        {
            if (add.Of(label) == 0) continue;
            var task = new OversamplingTask(Name, data, label, Weighing(data, classes.Of(label)), Weighing(data, classes.Of(!label)),
                add.Of(label), random, options.Rules, context);
            parts.Add((Plan(task), label));
        }

        return SyntheticRows.Append(data, parts, options.Rules, new ResamplingStage(Name, seed), context);
    }

    /// <summary>Returns where the rows of a class come from.</summary>
    protected abstract SyntheticPlan Plan(OversamplingTask task);

    private static int[] Weighing(TrainingData data, int[] rows) =>
        data.Weights.IsEmpty ? rows : Array.FindAll(rows, row => data.Weights.Span[row] > 0);
}
