namespace FraudMl;

/// <summary>New rows between a row of the smaller class and one of its nearest neighbours (Chawla et al., JAIR 16, 2002).</summary>
[DefinedAs("Resamplers.Smote")]
internal sealed class SmoteResampler(SmoteOptions options) : SyntheticResampler(options)
{
    public override string Name => "SMOTE";

    public override IResampler With(ValidatedOptions other) => new SmoteResampler(other.As<SmoteOptions>(Name));

    // Base row and neighbour are uniform over the table of all rows and their neighbours.
    protected override SyntheticPlan Plan(OversamplingTask task)
    {
        task.RequireNeighbors(options.NeighborCount);
        task.RequireFinite(task.Rows);
        return new SyntheticPlan(task.Draw(task.Neighbors(task.Rows, task.Rows, options.NeighborCount), task.Count));
    }
}
