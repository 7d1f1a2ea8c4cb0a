using FraudMl.Onnx;

namespace FraudMl;

/// <summary>Replaces missing numbers by means over the most similar training rows (Troyanskaya et al. 2001).</summary>
/// <param name="Inputs">The slots read.</param>
/// <param name="Adds">The columns written, in the same order, then the indicators.</param>
/// <param name="Removes">Columns that were empty in training and end here.</param>
/// <param name="Donors">The training rows, column by column.</param>
/// <param name="Means">What is taken where no donor has anything in common with a row.</param>
/// <param name="NeighborCount">The number of neighbours.</param>
/// <param name="Weighting">How much each neighbour counts.</param>
/// <param name="Indicators">Columns that say where values were missing.</param>
[StoredAs("impute-neighbors")]
internal sealed record FittedNeighborImpute(
    int[] Inputs,
    IReadOnlyList<SchemaColumn> Adds,
    IReadOnlyList<string> Removes,
    float[][] Donors,
    float[] Means,
    int NeighborCount,
    NeighborWeighting Weighting,
    MissingIndicators? Indicators) : IFittedStep, ICheckedStep
{
    private readonly DonorSearch _search = new(Donors, NeighborCount, Weighting);

    public void Transform(RowBlock block)
    {
        for (int i = 0; i < Inputs.Length; i++) block.Numbers(Inputs[i]).CopyTo(block.Numbers(Adds[i].Slot));
        DonorWorkspace workspace = _search.Begin();
        Span<float> values = workspace.Row;
        for (int row = 0; row < block.RowCount; row++)
        {
            bool isComplete = true;
            for (int i = 0; i < Inputs.Length; i++)
            {
                values[i] = block.Numbers(Inputs[i])[row];
                isComplete &= !float.IsNaN(values[i]);
            }

            if (isComplete) continue;
            _search.Measure(workspace);
            for (int i = 0; i < Inputs.Length; i++)
            {
                if (float.IsNaN(values[i])) block.Numbers(Adds[i].Slot)[row] = (float)(_search.Mean(workspace, i) ?? Means[i]);
            }
        }

        _search.End(workspace);
        Indicators?.Transform(block);
    }

    void ICheckedStep.Check(RowSchema before)
    {
        const string Part = "an imputing step";
        int indicatorCount = Indicators?.Columns?.Count ?? 0;
        Damaged.Unless(Inputs is not null && Adds?.Count == Inputs.Length + indicatorCount, Part, "writes other columns than it reads");
        before.RequireSlots(ColumnKind.Number, Inputs, Inputs!.Length, Part);
        Damaged.Length(Donors, Inputs.Length, Part, "columns of donors");
        foreach (float[] donors in Donors) Damaged.Length(donors, Donors[0]?.Length ?? 0, Part, "donors");
        Damaged.Length(Means, Inputs.Length, Part, "means");
        Damaged.Unless(NeighborCount >= 1, Part, "has no number of neighbours");
        Indicators?.Check(before, Adds!, Part);
    }

    public void Export(OnnxGraph graph) => throw new OnnxExportException(
        $"Impute({Adds[0].Name}, NearestNeighbors)",
        "its training rows would have to be in the graph, and the last bits of a distance, which ONNX Runtime computes in another order, "
        + "decide which are nearest. Use Imputation.Median or GroupMedian.");

    public override string ToString() => FittedStepText.Of(this);
}
