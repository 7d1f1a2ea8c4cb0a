using FraudMl.Onnx;

namespace FraudMl;

internal sealed record DerivedColumn(string Name, int Slot = -1) : DerivedNode
{
    public override IEnumerable<string> Columns() => [Name];

    public override DerivedNode Bind(RowSchema schema)
    {
        SchemaColumn column = schema[Name];
        NewColumns.Require([column], ColumnKind.Number, "The expression");
        return this with { Slot = column.Slot };
    }

    public override void Check(RowSchema schema)
    {
        Damaged.Required(Name, "an expression", "name of a column");
        schema.RequireSlot(ColumnKind.Number, Slot, "an expression");
    }

    public override void Evaluate(RowBlock block, Span<float> result) => block.Numbers(Slot).CopyTo(result);

    public override string Export(OnnxGraph graph) => graph.Column(ColumnKind.Number, Slot);

    public override string ToString() => Name;
}
