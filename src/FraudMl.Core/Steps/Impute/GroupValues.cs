using FraudMl.Onnx;

namespace FraudMl;

/// <summary>A value for each column and each text of another column.</summary>
/// <param name="Slot">The text column's slot.</param>
/// <param name="Texts">Its texts by code.</param>
/// <param name="Values">By column and code, the missing text last; NaN where training has no value.</param>
internal sealed record GroupValues(int Slot, IReadOnlyList<string> Texts, float[][] Values)
{
    /// <summary>Returns the medians of columns by group.</summary>
    public static GroupValues Medians(TrainingRows rows, IReadOnlyList<SchemaColumn> inputs, SchemaColumn group)
    {
        int[] order = RowsByGroup(rows.Codes(group), group.Texts!.Count, out int[] starts);
        return new GroupValues(group.Slot, group.Texts, [.. inputs.Select(input => Medians(rows.Numbers(input), order, starts))]);
    }

    public void Check(RowSchema before, int inputCount, string step)
    {
        int textCount = before.TextCount(Slot, step);
        Damaged.All(Texts, step, "texts of groups");
        Damaged.Length(Values, inputCount, step, "lists of group values");
        Damaged.Unless(Texts.Count >= textCount, step, "misses a group");
        foreach (float[] values in Values) Damaged.Length(values, Texts.Count + 1, step, "group values");
    }

    public void Fill(RowBlock block, int column, ReadOnlySpan<float> input, Span<float> output)
    {
        ReadOnlySpan<int> codes = block.Codes(Slot);
        ReadOnlySpan<float> values = Values[column];
        for (int row = 0; row < block.RowCount; row++)
        {
            if (!float.IsNaN(input[row]) || codes[row] == TextDictionary.Unknown) continue;
            float value = values[codes[row] >= 0 ? codes[row] : Texts.Count];
            if (!float.IsNaN(value)) output[row] = value;
        }
    }

    /// <summary>Writes the lookup into a graph and returns the [N, 1] tensor of a column's values. A missing text is the
    /// empty string there.</summary>
    public string Export(OnnxGraph graph, int column, float otherwise)
    {
        int[] codes = [.. Enumerable.Range(0, Texts.Count + 1).Where(code => !float.IsNaN(Values[column][code]))];
        if (codes.Length == 0) return graph.Floats([otherwise]);
        return graph.MlNode(
            "LabelEncoder",
            [graph.Column(ColumnKind.Text, Slot)],
            new OnnxAttribute("keys_strings", codes.Select(code => code < Texts.Count ? Texts[code] : "").ToArray()),
            new OnnxAttribute("values_floats", codes.Select(code => Values[column][code]).ToArray()),
            new OnnxAttribute("default_float", otherwise));
    }

    // Rows in the order of their groups, by counting; a group's rows stand from its start to the next one's.
    private static int[] RowsByGroup(ReadOnlySpan<int> codes, int textCount, out int[] starts)
    {
        starts = new int[textCount + 2];
        foreach (int code in codes) starts[Group(code, textCount) + 1]++;
        for (int i = 1; i < starts.Length; i++) starts[i] += starts[i - 1];
        int[] next = [.. starts], order = new int[codes.Length];
        for (int row = 0; row < codes.Length; row++) order[next[Group(codes[row], textCount)]++] = row;
        return order;
    }

    private static int Group(int code, int textCount) => code >= 0 ? code : textCount;

    private static float[] Medians(ReadOnlySpan<float> values, int[] order, int[] starts)
    {
        var medians = new float[starts.Length - 1];
        var present = new float[values.Length];
        for (int group = 0; group < medians.Length; group++)
        {
            int count = 0;
            foreach (int row in order.AsSpan(starts[group]..starts[group + 1]))
            {
                if (!float.IsNaN(values[row])) present[count++] = values[row];
            }

            medians[group] = count == 0 ? float.NaN : Selection.Median(present.AsSpan(0, count));
        }

        return medians;
    }
}
