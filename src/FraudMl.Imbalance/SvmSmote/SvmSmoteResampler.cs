namespace FraudMl;

/// <summary>SMOTE from support vectors (Nguyen, Cooper and Kamei, IWCIA 2009).</summary>
[DefinedAs("Resamplers.SvmSmote")]
internal sealed class SvmSmoteResampler(SvmSmoteOptions options) : SyntheticResampler(options)
{
    public override string Name => "SVM-SMOTE";

    public override IResampler With(ValidatedOptions other) => new SvmSmoteResampler(other.As<SvmSmoteOptions>(Name));

    protected override SyntheticPlan Plan(OversamplingTask task)
    {
        task.RequireNeighbors(options.NeighborCount);
        FiniteFeatures.Require(task.Matrix, task.All, Name);
        int[] rows = WorkingRows.Of(task, options.WorkingRowLimit);
        bool[] labels = Array.ConvertAll(rows, row => task.Data.Labels.Span[row]);
        bool[] supports = SupportVectors.Of(task.Matrix, rows, labels, Gamma(task.Matrix, rows), options.Cost, task.Context);
        int[] support = [.. rows.Where((row, i) => supports[i] && task.IsOfClass(row))];
        DangerZones zones = DangerZones.Of(task, support, options.DangerNeighborCount);
        if (zones.Danger.Length + zones.Safe.Length == 0)
        {
            throw new FraudMlException(
                $"{Name} found no support vector to start from: {support.Length} of {task.Rows.Length} {ClassRows.NameOf(task.Label)} "
                + $"rows are support vectors, and all of these lie among the other class only. Raise DangerNeighborCount or use "
                + $"Resamplers.Smote().");
        }

        return new SyntheticPlan([.. Around(task, zones)]);
    }

    // A share Beta(10, 10) of the rows lies between dangerous support vectors and their neighbours, the rest beyond safe ones.
    private RowOrigin[] Around(OversamplingTask task, DangerZones zones)
    {
        int inwards = (int)(Draws.Beta(task.Random, 10) * (task.Count + 1));
        if (zones.Safe.Length == 0) inwards = task.Count;
        if (zones.Danger.Length == 0) inwards = 0;
        RowOrigin[] danger = inwards == 0 ? [] : task.Draw(task.Neighbors(zones.Danger, task.Rows, options.NeighborCount), inwards);
        RowOrigin[] safe = inwards == task.Count
            ? [] : task.Draw(task.Neighbors(zones.Safe, task.Rows, options.NeighborCount), task.Count - inwards);
        return [.. danger, .. safe.Select(origin => origin with { Lambda = -(float)options.OutwardStep * origin.Lambda })];
    }

    // scikit-learn's gamma = "scale": 1 / (columns · variance of all values).
    private static double Gamma(FeatureMatrix matrix, int[] rows)
    {
        double count = (double)rows.Length * matrix.ColumnCount, sum = 0, squares = 0;
        foreach (int row in rows)
        {
            foreach (float value in matrix.Row(row)) sum += value;
        }

        foreach (int row in rows)
        {
            foreach (float value in matrix.Row(row)) squares += Math.Pow(value - (sum / count), 2);
        }

        return squares > 0 ? count / (matrix.ColumnCount * squares) : 1;
    }
}
