using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Turns categories and numbers into their weights of evidence.</summary>
/// <param name="Texts">The tables of text columns.</param>
/// <param name="Numbers">The tables of number columns.</param>
/// <param name="Evidence">What was learned, for people.</param>
/// <param name="KeepInput">Whether the columns stay.</param>
[StoredAs("weight-of-evidence")]
internal sealed record FittedWeightOfEvidence(
    IReadOnlyList<LookupTable> Texts, IReadOnlyList<BinTable> Numbers, IReadOnlyList<EvidenceTable> Evidence, bool KeepInput)
        : IFittedStep, ICheckedStep
{
    private const string Part = "a step of weights of evidence";

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<SchemaColumn> Adds { get; } =
        [.. Outputs(Texts, Numbers).OrderBy(column => column.Slot)];

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Removes { get; } = KeepInput
        ? [] : [.. Damaged.All(Evidence, Part, "evidence").Select(table => table.Column)];

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Texts.Count; i++) Texts[i].Transform(block);
        for (int i = 0; i < Numbers.Count; i++) Numbers[i].Transform(block);
    }

    void ICheckedStep.Check(RowSchema before)
    {
        foreach (LookupTable table in Texts) table.Check(before);
        foreach (BinTable table in Numbers) table.Check(before);
    }

    public void Export(OnnxGraph graph)
    {
        foreach (LookupTable table in Texts) table.Export(graph);
        foreach (BinTable table in Numbers) table.Export(graph);
    }

    private static IReadOnlyList<SchemaColumn> Outputs(IReadOnlyList<LookupTable>? texts, IReadOnlyList<BinTable>? numbers)
    {
        IEnumerable<SchemaColumn> ofTexts = Damaged.All(texts, Part, "tables").Select(table => table.Output);
        return Damaged.All([.. ofTexts, .. Damaged.All(numbers, Part, "tables").Select(table => table.Output)], Part, "columns");
    }

    public override string ToString() => FittedStepText.Of(this);
}
