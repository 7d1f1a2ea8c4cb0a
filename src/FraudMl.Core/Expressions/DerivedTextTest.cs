using FraudMl.Onnx;

namespace FraudMl;

/// <summary>1 where a text column has a text, or is missing where the text is null.</summary>
/// <param name="Name">The column.</param>
/// <param name="Text">The text; null for missing.</param>
/// <param name="Slot">The column's slot.</param>
/// <param name="Code">The text's code.</param>
internal sealed record DerivedTextTest(string Name, string? Text, int Slot = -1, int Code = TextDictionary.Missing) : DerivedNode
{
    public override IEnumerable<string> Columns() => [Name];

    public override IEnumerable<KeyValuePair<string, string>> Texts() => Text is null ? [] : [new(Name, Text)];

    public override DerivedNode Bind(RowSchema schema)
    {
        SchemaColumn column = schema[Name];
        NewColumns.Require([column], ColumnKind.Text, "The expression");
        return this with { Slot = column.Slot, Code = new TextDictionary(column.Texts!).CodeOf(Text) };
    }

    public override void Check(RowSchema schema)
    {
        Damaged.Required(Name, "an expression", "name of a column");
        schema.RequireSlot(ColumnKind.Text, Slot, "an expression");
    }

    // The code of unseen texts stands for any of them, so a text that has no code of its own is never met.
    public override void Evaluate(RowBlock block, Span<float> result)
    {
        ReadOnlySpan<int> codes = block.Codes(Slot);
        for (int row = 0; row < result.Length; row++) result[row] = codes[row] == Code && Code != TextDictionary.Unknown ? 1 : 0;
    }

    public override string Export(OnnxGraph graph) => graph.MlNode(
        "LabelEncoder",
        [graph.Column(ColumnKind.Text, Slot)],
        new OnnxAttribute("keys_strings", (string[])[Text ?? ""]),
        new OnnxAttribute("values_floats", (float[])[Code == TextDictionary.Unknown ? 0 : 1]),
        new OnnxAttribute("default_float", 0f));

    public override string ToString() => Text is null ? $"{Name} is missing" : $"{Name} is '{Text}'";
}
