namespace FraudMl;

/// <summary>The smoothed bootstrap of random oversampling.</summary>
internal sealed class SmoothedOverResampler(RandomOverOptions options) : SyntheticResampler(options)
{
    public override string Name => "RandomOver";

    public override IResampler With(ValidatedOptions other) => new RandomOverResampler(other.As<RandomOverOptions>(Name));

    protected override SyntheticPlan Plan(OversamplingTask task)
    {
        FiniteFeatures.Require(task.Matrix, task.Rows, Name);
        double factor = SmoothedBootstrap.Factor(options.Shrinkage ?? 0, task.Matrix.ColumnCount, task.Data.Labels.Length);
        double[] bandwidths = Array.ConvertAll(SmoothedBootstrap.Deviations(task.Matrix, task.Rows), deviation => factor * deviation);
        RowOrigin[] origins = [.. Enumerable.Range(0, task.Count).Select(
            _ => new RowOrigin(task.Rows[task.Random.Next(task.Rows.Length)], -1, float.NaN))];
        return new SyntheticPlan(origins) { Fill = (origin, random, row) => Fill(task.Matrix.Row(origin.Parent), bandwidths, random, row) };
    }

    private static void Fill(ReadOnlySpan<float> parent, double[] bandwidths, Random random, Span<float> row)
    {
        for (int column = 0; column < row.Length; column++)
            row[column] = SyntheticRows.Finite(parent[column] + (bandwidths[column] * Draws.Normal(random)));
    }
}
