namespace FraudMl;

/// <summary>SMOTE for categories only (Chawla et al., JAIR 16, 2002, section 6.2).</summary>
[DefinedAs("Resamplers.SmoteN")]
internal sealed class SmoteNResampler(SmoteNOptions options) : SyntheticResampler(options)
{
    public override string Name => "SMOTE-N";

    public override IResampler With(ValidatedOptions other) => new SmoteNResampler(other.As<SmoteNOptions>(Name));

    protected override SyntheticPlan Plan(OversamplingTask task)
    {
        task.RequireNeighbors(options.NeighborCount);
        FiniteFeatures.Require(task.Matrix, task.All, Name, takesCategories: true);
        CategoricalColumns columns = CategoricalColumns.All(task.Matrix);
        NeighborTable table = task.Neighbors(task.Rows, task.Rows, options.NeighborCount,
            ValueDifferences.Of(task.Data, columns, task.All));
        var votes = new CategoryVotes(task.Matrix, columns, task.Rows, table);
        RowOrigin[] origins = Array.ConvertAll(task.Draw(table, task.Count), origin => origin with { Lambda = float.NaN });
        return new SyntheticPlan(origins) { Fill = (origin, _, row) => votes.Write(origin.Parent, null, row) };
    }
}
