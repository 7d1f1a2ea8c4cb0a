using System.Runtime.InteropServices;

namespace FraudMl;

[DefinedAs("Impute")]
internal sealed class ImputeStep(Columns columns, ImputeOptions options) : IFeatureStep
{
    public string Name => $"Impute({columns}, {options.With})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => options;

    public bool ChoosesColumns => options.AddIndicator || DropsEmpty;

    private bool DropsEmpty => options.Empty == EmptyColumns.Drop && options.With != Imputation.Constant;

    public IFeatureStep With(ValidatedOptions other) => new ImputeStep(columns, other.As<ImputeOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> all = NewColumns.Numbers(rows, columns, Name);
        SchemaColumn[] inputs = [.. all.Where(input => !DropsEmpty || !IsEmpty(rows.Numbers(input)))];
        SchemaColumn[] outputs = NewColumns.Replacing(rows.Schema, inputs);
        MissingIndicators? indicators = options.AddIndicator
            ? MissingIndicators.Of(rows, all, rows.Schema.SlotCount(ColumnKind.Number) + outputs.Length)
            : null;
        SchemaColumn[] adds = [.. outputs, .. indicators?.Columns ?? []];
        string[] removes = [.. all.Except(inputs).Select(input => input.Name)];
        if (options.With == Imputation.NearestNeighbors)
        {
            return new FittedNeighborImpute(
                NewColumns.Slots(inputs), adds, removes, Donors.Of(rows, inputs, options.MaximumDonorCount, context.Seed),
                [.. inputs.Select(input => Mean(rows.Numbers(input)))], options.NeighborCount, options.Weighting, indicators);
        }

        return new FittedImpute(
            NewColumns.Slots(inputs), adds, [.. inputs.Select(input => Value(rows.Numbers(input)))], removes, Groups(rows, inputs),
            indicators);
    }

    private GroupValues? Groups(TrainingRows rows, IReadOnlyList<SchemaColumn> inputs)
    {
        if (options.GroupBy is null) return null;
        SchemaColumn group = rows.Schema[options.GroupBy];
        NewColumns.Require([group], ColumnKind.Text, $"GroupBy of {Name}");
        return GroupValues.Medians(rows, inputs, group);
    }

    private float Value(ReadOnlySpan<float> values)
    {
        if (options.With == Imputation.Constant) return (float)options.Constant;
        if (options.With == Imputation.Mean) return Mean(values);
        if (options.With == Imputation.Mode) return Mode(NumberValues.Sorted(values));
        var present = new List<float>(values.Length);
        foreach (float value in values)
        {
            if (!float.IsNaN(value)) present.Add(value);
        }

        return present.Count == 0 ? (float)options.Constant : Selection.Median(CollectionsMarshal.AsSpan(present));
    }

    private float Mean(ReadOnlySpan<float> values)
    {
        (double sum, int count) = (0, 0);
        foreach (float value in values)
        {
            if (float.IsNaN(value)) continue;
            sum += value;
            count++;
        }

        return (float)(count == 0 ? options.Constant : sum / count);
    }

    private float Mode(double[] sorted)
    {
        (double best, int bestCount, int start) = (options.Constant, 0, 0);
        for (int i = 1; i <= sorted.Length; i++)
        {
            if (i < sorted.Length && sorted[i] == sorted[start]) continue;
            if (i - start > bestCount) (best, bestCount) = (sorted[start], i - start);
            start = i;
        }

        return (float)best;
    }

    private static bool IsEmpty(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsNaN(value)) return false;
        }

        return true;
    }
}
