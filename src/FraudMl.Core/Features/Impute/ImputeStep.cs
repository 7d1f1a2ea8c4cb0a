using System.Runtime.InteropServices;

namespace FraudMl;

internal sealed class ImputeStep(Columns columns, ImputeOptions options) : IFeatureStep
{
    public string Name => $"Impute({columns}, {options.With})";

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = columns.In(rows.Schema);
        NewColumns.Require(inputs, ColumnKind.Number, Name);
        return new FittedImpute(
            [.. inputs.Select(input => input.Slot)],
            NewColumns.Replacing(rows.Schema, inputs),
            [.. inputs.Select(input => Value(rows.Numbers(input)))]);
    }

    private float Value(ReadOnlySpan<float> values)
    {
        var present = new List<float>(values.Length);
        foreach (float value in values)
        {
            if (!float.IsNaN(value)) present.Add(value);
        }

        if (present.Count == 0 || options.With == Imputation.Constant) return (float)options.Constant;
        if (options.With == Imputation.Mean) return (float)(present.Sum(value => (double)value) / present.Count);
        if (options.With == Imputation.Median) return Selection.Median(CollectionsMarshal.AsSpan(present));
        present.Sort();
        return Mode(present);
    }

    private static float Mode(List<float> sorted)
    {
        (float best, int bestCount, int start) = (sorted[0], 0, 0);
        for (int i = 1; i <= sorted.Count; i++)
        {
            if (i < sorted.Count && sorted[i] == sorted[start]) continue;
            if (i - start > bestCount) (best, bestCount) = (sorted[start], i - start);
            start = i;
        }

        return best;
    }
}
