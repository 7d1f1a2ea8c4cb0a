using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Turns each text into a number: what ordinal, frequency and target-mean encoding become once they are fitted.</summary>
/// <param name="Encoder">The step's name, for messages.</param>
/// <param name="Tables">One table per column.</param>
/// <param name="KeepInput">Whether the texts stay.</param>
/// <param name="RefusesUnknown">Whether a text that training did not see is an error.</param>
[StoredAs("lookup")]
internal sealed record FittedLookup(string Encoder, IReadOnlyList<LookupTable> Tables, bool KeepInput, bool RefusesUnknown = false)
    : IFittedStep, ICheckedStep
{
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<SchemaColumn> Adds { get; } = [.. Damaged.All(Tables, "an encoding step", "tables").Select(table => table.Output)];

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Removes { get; } = KeepInput ? [] : [.. Tables.Select(table => table.Column)];

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Tables.Count; i++)
        {
            LookupTable table = Tables[i];
            if (RefusesUnknown && block.Codes(table.Input)[..block.RowCount].Contains(TextDictionary.Unknown))
                throw UnseenCategory(table.Column);
            table.Transform(block);
        }
    }

    void ICheckedStep.Check(RowSchema before)
    {
        foreach (LookupTable table in Tables) table.Check(before);
    }

    public void Export(OnnxGraph graph)
    {
        if (RefusesUnknown) throw new OnnxExportException(Encoder,
            "a graph can't raise an error for an unseen category. Give unseen categories a value.");
        foreach (LookupTable table in Tables) table.Export(graph);
    }

    private FraudMlException UnseenCategory(string column) =>
        new($"{Encoder}: column '{column}' has a category that training did not see. Give unseen categories a "
            + $"value.") { ColumnName = column };

    public override string ToString() => FittedStepText.Of(this);
}
