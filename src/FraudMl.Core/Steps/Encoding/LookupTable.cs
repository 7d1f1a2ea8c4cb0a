using FraudMl.Onnx;

namespace FraudMl;

/// <summary>A number for each text of a column.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Input">The slot read.</param>
/// <param name="Texts">The model's dictionary of the column.</param>
/// <param name="Values">The number of each code.</param>
/// <param name="Missing">The number of a missing text.</param>
/// <param name="Unknown">The number of a text that training did not see.</param>
/// <param name="Output">The column written.</param>
internal sealed record LookupTable(
    string Column, int Input, IReadOnlyList<string> Texts, float[] Values, float Missing, float Unknown, SchemaColumn Output)
{
    public void Check(RowSchema before)
    {
        const string Part = "an encoding step";
        int textCount = before.TextCount(Input, Part);
        Damaged.Unless(Values is not null && Values.Length >= textCount, Part, "misses the value of a text");
        Damaged.Unless(Damaged.All(Texts, Part, "texts").Count >= Values!.Length, Part, "misses the text of a value");
    }

    public void Transform(RowBlock block)
    {
        ReadOnlySpan<int> codes = block.Codes(Input)[..block.RowCount];
        Span<float> output = block.Numbers(Output.Slot);
        for (int row = 0; row < codes.Length; row++)
        {
            int code = codes[row];
            output[row] = code >= 0 ? Values[code] : code == TextDictionary.Missing ? Missing : Unknown;
        }
    }

    public void Export(OnnxGraph graph)
    {
        // A missing text is the empty string in ONNX, and a text that gets the default needs no key.
        int[] codes = [.. Enumerable.Range(0, Values.Length).Where(code => Texts[code].Length > 0 && !Values[code].Equals(Unknown))];
        graph.Define(Output, graph.MlNode(
            "LabelEncoder",
            [graph.Column(ColumnKind.Text, Input)],
            new OnnxAttribute("keys_strings", (string[])[.. codes.Select(code => Texts[code]), ""]),
            new OnnxAttribute("values_floats", (float[])[.. codes.Select(code => Values[code]), Missing]),
            new OnnxAttribute("default_float", Unknown)));
    }
}
