namespace FraudMl;

/// <summary>SMOTE for numbers and categories (Chawla et al., JAIR 16, 2002, section 6.1).</summary>
[DefinedAs("Resamplers.SmoteNc")]
internal sealed class SmoteNcResampler(SmoteNcOptions options) : SyntheticResampler(options)
{
    public override string Name => "SMOTE-NC";

    public override IResampler With(ValidatedOptions other) => new SmoteNcResampler(other.As<SmoteNcOptions>(Name));

    protected override SyntheticPlan Plan(OversamplingTask task)
    {
        task.RequireNeighbors(options.NeighborCount);
        task.RequireFinite(task.Rows, takesCategories: true);
        CategoricalColumns columns = CategoricalColumns.Of(task.Matrix, options.CategoricalColumns);
        if (columns.Count == 0 || columns.Continuous.Length == 0)
        {
            throw new FraudMlException(
                $"{Name} needs numbers and categories, and the features have {columns.Continuous.Length} columns of numbers "
                + $"and {columns.Count} categorical "
                + $"ones. {(columns.Count == 0 ? "Name CategoricalColumns, or use Resamplers.Smote()." : "Use Resamplers.SmoteN().")}");
        }

        FeatureMatrix measured = MixedDistances.Of(task.Matrix, columns, task.Rows, task.Rows).Matrix;
        NeighborTable table = task.Neighbors(task.Rows, task.Rows, options.NeighborCount, measured);
        var votes = new CategoryVotes(task.Matrix, columns, task.Rows, table);
        return new SyntheticPlan(task.Draw(table, task.Count))
        {
            Fill = (origin, random, row) =>
            {
                SyntheticRows.Interpolate(task.Matrix, origin, row);
                votes.Write(origin.Parent, random, row);
            },
        };
    }
}
