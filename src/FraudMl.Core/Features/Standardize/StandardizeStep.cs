namespace FraudMl;

internal sealed class StandardizeStep(Columns columns) : IFeatureStep
{
    public string Name => $"Standardize({columns})";

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = columns.In(rows.Schema);
        NewColumns.Require(inputs, ColumnKind.Number, Name);
        var moments = inputs.Select(input => Moments(rows.Numbers(input))).ToArray();
        return new FittedStandardize(
            [.. inputs.Select(input => input.Slot)],
            [.. NewColumns.Replacing(rows.Schema, inputs).Select(Unbounded)],
            [.. moments.Select(m => (float)m.Mean)],
            [.. moments.Select(m => (float)m.Scale)]);
    }

    private static SchemaColumn Unbounded(SchemaColumn column) =>
        column with { Feature = column.Feature with { Kind = FeatureKind.Number, Minimum = null, Maximum = null, OneHotGroup = null } };

    // Two passes in doubles: the mean first, then the squares around it, so that a large mean costs no digits.
    private static (double Mean, double Scale) Moments(ReadOnlySpan<float> values)
    {
        (double sum, int count) = (0, 0);
        foreach (float value in values)
        {
            if (float.IsNaN(value)) continue;
            sum += value;
            count++;
        }

        if (count == 0) return (0, 1);
        double mean = sum / count;
        double squares = 0;
        foreach (float value in values)
        {
            if (!float.IsNaN(value)) squares += (value - mean) * (value - mean);
        }

        double deviation = Math.Sqrt(squares / count);
        return (mean, deviation > 1e-7 * Math.Abs(mean) && deviation > 0 ? deviation : 1);
    }
}
