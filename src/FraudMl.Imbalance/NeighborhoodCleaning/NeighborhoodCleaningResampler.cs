namespace FraudMl;

/// <summary>The neighbourhood cleaning rule (Laurikkala, AIME 2001).</summary>
[DefinedAs("Resamplers.NeighborhoodCleaning")]
internal sealed class NeighborhoodCleaningResampler(NeighborhoodCleaningOptions options) : CleaningResampler(options)
{
    public override string Name => "NCR";

    public override IResampler With(ValidatedOptions other) =>
        new NeighborhoodCleaningResampler(other.As<NeighborhoodCleaningOptions>(Name));

    protected override int[] Keep(TrainingData data, ClassRows classes, ResamplingContext context)
    {
        var edited = new EditedRows(data.Matrix, classes, context);
        int[] misclassified = edited.Against(!classes.SmallerLabel, options.NeighborCount, NeighborVote.Majority);
        bool cleansAround = classes.Larger.Length > classes.Smaller.Length * options.CleaningThreshold;
        return RowSets.Without(data.Labels.Length, misclassified, cleansAround ? Around(data, classes, context) : []);
    }

    // The larger class's rows among the k neighbours of each row of the smaller class that is outvoted.
    private IEnumerable<int> Around(TrainingData data, ClassRows classes, ResamplingContext context)
    {
        int k = options.NeighborCount;
        Neighbor[] neighbors = new NearestNeighbors(data.Matrix, [.. Enumerable.Range(0, data.Labels.Length)], context)
            .Of(classes.Smaller, k);
        for (int i = 0; i < classes.Smaller.Length; i++)
        {
            int[] near = [.. neighbors.AsSpan(i * k, k).ToArray().Where(neighbor => !neighbor.IsNone).Select(neighbor => neighbor.Row)];
            int[] voters = options.CountsItself ? [classes.Smaller[i], .. near.Take(k - 1)] : near;
            bool fraud = 2 * voters.Count(row => data.Labels.Span[row]) > k;
            if (fraud == classes.SmallerLabel) continue;
            foreach (int row in near.Where(row => data.Labels.Span[row] != classes.SmallerLabel)) yield return row;
        }
    }
}
