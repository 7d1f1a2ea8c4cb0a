using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Turns categories into one indicator each.</summary>
/// <param name="Encodings">One encoding per column.</param>
/// <param name="Unknown">What an unseen category becomes.</param>
[StoredAs("one-hot")]
internal sealed record FittedOneHot(IReadOnlyList<OneHotEncoding> Encodings, UnknownCategory Unknown) : IFittedStep, ICheckedStep
{
    private const string Part = "a one-hot step";

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<SchemaColumn> Adds { get; } =
        [.. Damaged.All(Encodings, Part, "encodings").SelectMany(encoding => Damaged.All(encoding.Indicators, Part, "indicators"))];

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Removes => KeepInput ? [] : [.. Encodings.Select(encoding => encoding.Column)];

    /// <value>Whether the texts stay.</value>
    public bool KeepInput { get; init; }

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Encodings.Count; i++)
        {
            OneHotEncoding encoding = Encodings[i];
            for (int indicator = 0; indicator < encoding.Indicators.Count; indicator++)
                block.Numbers(encoding.Indicators[indicator].Slot).Clear();
            ReadOnlySpan<int> codes = block.Codes(encoding.Input);
            for (int row = 0; row < block.RowCount; row++)
            {
                int indicator = encoding.Of(codes[row]);
                if (indicator >= 0) block.Numbers(encoding.Indicators[indicator].Slot)[row] = 1;
                else if (indicator == -1 && Unknown == UnknownCategory.Error) throw UnseenCategory(encoding.Column);
            }
        }
    }

    void ICheckedStep.Check(RowSchema before)
    {
        foreach (OneHotEncoding encoding in Encodings) encoding.Check(before);
    }

    public void Export(OnnxGraph graph)
    {
        if (Unknown == UnknownCategory.Error)
            throw new OnnxExportException($"OneHot({Encodings[0].Column})",
                "a graph can't raise an error for an unseen category. Use UnknownCategory.Ignore.");
        foreach (OneHotEncoding encoding in Encodings) Export(graph, encoding);
    }

    private static void Export(OnnxGraph graph, OneHotEncoding encoding)
    {
        int[] codes = [.. Enumerable.Range(0, encoding.IndicatorOf.Length)
            .Where(code => encoding.Texts[code].Length > 0 && encoding.Of(code) != encoding.UnknownIndicator)];
        // A missing text is the empty string in ONNX.
        string category = graph.MlNode(
            "LabelEncoder",
            [graph.Column(ColumnKind.Text, encoding.Input)],
            new OnnxAttribute("keys_strings", (string[])[.. codes.Select(code => encoding.Texts[code]), ""]),
            new OnnxAttribute("values_int64s",
                (long[])[.. codes.Select(code => (long)encoding.Of(code)), encoding.Of(TextDictionary.Missing)]),
            new OnnxAttribute("default_int64", (long)encoding.UnknownIndicator));
        for (int i = 0; i < encoding.Indicators.Count; i++)
        {
            string equal = graph.Node("Equal", [category, graph.Integers([i], 1)]);
            graph.Define(encoding.Indicators[i], graph.Cast(equal, OnnxElement.Float));
        }
    }

    private static FraudMlException UnseenCategory(string column) => new(
        $"Column '{column}' has a category that training did not see. Use UnknownCategory.Ignore to give it zeros.")
    { ColumnName = column };

    public override string ToString() => FittedStepText.Of(this);
}
