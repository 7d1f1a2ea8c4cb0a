using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Ends the columns that were not selected.</summary>
/// <param name="Selection">What was selected.</param>
[StoredAs("select")]
internal sealed record FittedSelect(ColumnSelection Selection) : IFittedStep, ICheckedStep
{
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<SchemaColumn> Adds => [];

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Removes { get; } = [.. Damaged.All(Selection?.Columns, "a selecting step", "columns")
        .Where(column => !column.IsKept).Select(column => column.Column)];

    public void Transform(RowBlock block)
    {
    }

    void ICheckedStep.Check(RowSchema before) => Damaged.All(Selection.Columns, "a selecting step", "columns");

    public void Export(OnnxGraph graph)
    {
    }

    public override string ToString() => FittedStepText.Of(this);
}
