using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Turns categories and numbers into their weights of evidence.</summary>
/// <param name="Texts">The tables of text columns.</param>
/// <param name="Numbers">The tables of number columns.</param>
/// <param name="Evidence">What was learned, for people.</param>
/// <param name="KeepInput">Whether the columns stay.</param>
[StoredAs("weight-of-evidence")]
internal sealed record FittedWeightOfEvidence(
    IReadOnlyList<LookupTable> Texts, IReadOnlyList<BinTable> Numbers, IReadOnlyList<EvidenceTable> Evidence, bool KeepInput) : IFittedStep
{
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<SchemaColumn> Adds { get; } =
        [.. Texts.Select(table => table.Output).Concat(Numbers.Select(table => table.Output)).OrderBy(column => column.Slot)];

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Removes { get; } = KeepInput ? [] : [.. Evidence.Select(table => table.Column)];

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Texts.Count; i++) Texts[i].Transform(block);
        for (int i = 0; i < Numbers.Count; i++) Numbers[i].Transform(block);
    }

    public void Export(OnnxGraph graph)
    {
        foreach (LookupTable table in Texts) table.Export(graph);
        foreach (BinTable table in Numbers) table.Export(graph);
    }
}
