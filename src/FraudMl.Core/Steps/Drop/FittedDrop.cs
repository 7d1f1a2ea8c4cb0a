using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Ends columns: later steps and the learner do not see them.</summary>
/// <param name="Removes">Their names.</param>
[StoredAs("drop")]
internal sealed record FittedDrop(IReadOnlyList<string> Removes) : IFittedStep
{
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<SchemaColumn> Adds => [];

    public void Transform(RowBlock block)
    {
    }

    public void Export(OnnxGraph graph)
    {
    }

    public override string ToString() => FittedStepText.Of(this);
}
