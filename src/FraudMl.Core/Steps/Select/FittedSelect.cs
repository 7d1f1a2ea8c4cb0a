using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Ends the columns that were not selected.</summary>
/// <param name="Selection">What was selected.</param>
[StoredAs("select")]
internal sealed record FittedSelect(ColumnSelection Selection) : IFittedStep
{
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<SchemaColumn> Adds => [];

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Removes { get; } = [.. Selection.Columns.Where(column => !column.IsKept).Select(column => column.Column)];

    public void Transform(RowBlock block)
    {
    }

    public void Export(OnnxGraph graph)
    {
    }
}
