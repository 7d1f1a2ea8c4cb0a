namespace FraudMl;

/// <summary>SMOTE that makes more of what is harder (He et al., IJCNN 2008).</summary>
[DefinedAs("Resamplers.Adasyn")]
internal sealed class AdasynResampler(AdasynOptions options) : SyntheticResampler(options)
{
    public override string Name => "ADASYN";

    public override IResampler With(ValidatedOptions other) => new AdasynResampler(other.As<AdasynOptions>(Name));

    protected override SyntheticPlan Plan(OversamplingTask task)
    {
        task.RequireNeighbors(options.NeighborCount);
        task.RequireFinite(task.All);
        NeighborTable table = task.Neighbors(task.Rows, task.Rows, options.NeighborCount);
        AdasynShares shares = AdasynShares.Of(task, options.NeighborCount, i => table.CellsOf(i).Count > 0);
        if (shares.Ratios.All(ratio => ratio == 0))
        {
            throw new FraudMlException(
                $"{Name} makes rows where classes meet, and none of {task.Rows.Length} {ClassRows.NameOf(task.Label)} rows has a row of "
                + $"the other class among its {options.NeighborCount} neighbors. Raise NeighborCount or use Resamplers.Smote().");
        }

        int[] counts = shares.Counts(task.Count, options.ExactCount);
        RowOrigin[] origins = [.. Enumerable.Range(0, counts.Length).SelectMany(i => task.Draw(table, table.CellsOf(i), counts[i]))];
        return origins.Length > 0 ? new SyntheticPlan(origins) : throw new FraudMlException(
            $"{Name} would make no row: each of {counts.Length} shares of {task.Count} rounds to 0. Set ExactCount, or raise TargetRatio.");
    }
}
