using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Columns that say, by 1, where others were missing.</summary>
/// <param name="Inputs">The slots read.</param>
/// <param name="Columns">The columns written, in the same order.</param>
internal sealed record MissingIndicators(int[] Inputs, IReadOnlyList<SchemaColumn> Columns)
{
    /// <summary>Returns an indicator for each column that training has missing values in, from a slot on.</summary>
    public static MissingIndicators Of(TrainingRows rows, IReadOnlyList<SchemaColumn> inputs, int slot)
    {
        SchemaColumn[] missing = [.. inputs.Where(input => HasMissing(rows.Numbers(input)))];
        var names = new FreeNames(rows.Schema);
        return new MissingIndicators(NewColumns.Slots(missing), [.. missing.Select((input, i) => new SchemaColumn(
            ColumnKind.Number, slot + i, new FeatureColumn(names.Give($"{input.Name}=(missing)"), input.Feature.Sources) { Kind = FeatureKind.Indicator, Minimum = 0, Maximum = 1 }))]);
    }

    public void Check(RowSchema before, IReadOnlyList<SchemaColumn> adds, string step)
    {
        before.RequireSlots(ColumnKind.Number, Inputs, Damaged.All(Columns, step, "indicators").Count, step);
        IEnumerable<int?> last = adds.Skip(adds.Count - Columns.Count).Select(column => column?.Slot);
        bool areAdded = last.SequenceEqual(Columns.Select(column => (int?)column.Slot));
        Damaged.Unless(areAdded, step, "has indicators that are not among its columns");
    }

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Inputs.Length; i++)
        {
            ReadOnlySpan<float> input = block.Numbers(Inputs[i]);
            Span<float> output = block.Numbers(Columns[i].Slot);
            for (int row = 0; row < output.Length; row++) output[row] = float.IsNaN(input[row]) ? 1 : 0;
        }
    }

    public void Export(OnnxGraph graph)
    {
        for (int i = 0; i < Inputs.Length; i++)
            graph.Define(Columns[i], graph.Cast(graph.Node("IsNaN", [graph.Column(ColumnKind.Number, Inputs[i])]), OnnxElement.Float));
    }

    private static bool HasMissing(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (float.IsNaN(value)) return true;
        }

        return false;
    }
}
