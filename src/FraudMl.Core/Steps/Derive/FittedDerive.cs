using System.Text.Json.Serialization;
using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Computes a column from an expression over others.</summary>
/// <param name="Column">The column written.</param>
/// <param name="Expression">The expression, bound to slots.</param>
[StoredAs("derive")]
internal sealed record FittedDerive(SchemaColumn Column, DerivedNode Expression) : IFittedStep, ICheckedStep
{
    [JsonIgnore]
    public IReadOnlyList<SchemaColumn> Adds { get; } = [Column];

    [JsonIgnore]
    public IReadOnlyList<string> Removes => [];

    public void Transform(RowBlock block) => Expression.Evaluate(block, block.Numbers(Column.Slot));

    void ICheckedStep.Check(RowSchema before) => Damaged.Required(Expression, "a derived column", "expression").Check(before);

    public void Export(OnnxGraph graph) => graph.Define(Column, Expression.Export(graph));

    public override string ToString() => FittedStepText.Of(this);
}
