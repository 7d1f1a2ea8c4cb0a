namespace FraudMl;

/// <summary>SMOTE inside clusters (Last, Douzas and Bacao, arXiv 1711.00837).</summary>
[DefinedAs("Resamplers.KMeansSmote")]
internal sealed class KMeansSmoteResampler(KMeansSmoteOptions options) : SyntheticResampler(options)
{
    private const int MeasuredRowLimit = 1000;

    public override string Name => "KMeans-SMOTE";

    public override IResampler With(ValidatedOptions other) => new KMeansSmoteResampler(other.As<KMeansSmoteOptions>(Name));

    protected override SyntheticPlan Plan(OversamplingTask task)
    {
        task.RequireNeighbors(options.NeighborCount);
        FiniteFeatures.Require(task.Matrix, task.All, Name);
        int[] all = task.All;
        KMeansClusters clusters = KMeansClusters.Of(task.Matrix, all, Math.Min(options.ClusterCount, all.Length), task.Random,
            task.Context);
        int[][] used = Used(task, all, clusters);
        int[] counts = LargestRemainder.Share(task.Count, [.. used.Select(rows => Sparsity(task, rows))]);
        return new SyntheticPlan([
            .. used.SelectMany((rows, i) => task.Draw(task.Neighbors(rows, rows, options.NeighborCount), counts[i]))]);
    }

    private int[][] Used(OversamplingTask task, int[] all, KMeansClusters clusters)
    {
        double threshold = options.BalanceThreshold ?? (double)task.Rows.Length / all.Length;
        int[][] enough = [.. Enumerable.Range(0, all.Length).GroupBy(i => clusters.Assignments[i], i => all[i])
            .OrderBy(cluster => cluster.Key)
            .Select(cluster => (Own: cluster.Where(task.IsOfClass).ToArray(), All: cluster.Count()))
            .Where(cluster => cluster.Own.Length > options.NeighborCount && Shares.Reaches(cluster.Own.Length, threshold, cluster.All))
            .Select(cluster => cluster.Own)];
        return enough.Length > 0 ? enough : throw new FraudMlException(
            $"{Name} found no cluster among {clusters.Centers.RowCount} with at "
            + $"least {options.NeighborCount + 1} {ClassRows.NameOf(task.Label)} rows and a share of {threshold:0.####} of them. Lower "
            + $"BalanceThreshold or ClusterCount, or use Resamplers.Smote().");
    }

    // Mean distance between rows, to a power, per row; equal rows have no distance and count as if they had the smallest.
    private double Sparsity(OversamplingTask task, int[] rows)
    {
        int[] measured = rows.Length <= MeasuredRowLimit
            ? rows : [.. Enumerable.Range(0, MeasuredRowLimit).Select(i => rows[(int)((long)i * rows.Length / MeasuredRowLimit)])];
        double sum = 0;
        for (int i = 0; i < measured.Length; i++)
        {
            for (int j = 0; j < i; j++) sum += Math.Sqrt(ExactDistance.Squared(task.Matrix.Row(measured[i]), task.Matrix.Row(measured[j])));
        }

        double mean = 2 * sum / ((double)measured.Length * (measured.Length - 1));
        double exponent = options.DensityExponent ?? (0.16 * Math.Pow(Math.Log(rows.Length, 1.6), 1.8));
        return Math.Clamp(Math.Pow(mean, exponent), 1e-100, 1e100) / rows.Length;
    }
}
