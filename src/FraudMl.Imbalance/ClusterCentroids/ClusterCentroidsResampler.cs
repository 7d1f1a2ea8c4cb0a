namespace FraudMl;

/// <summary>Replaces a class by the centres of its clusters, or by the real rows nearest to them.</summary>
[DefinedAs("Resamplers.ClusterCentroids")]
internal sealed class ClusterCentroidsResampler(ClusterCentroidsOptions options) : IResampler
{
    public string Name => "Cluster centroids";

    public ValidatedOptions Options => options;

    public IResampler With(ValidatedOptions other) => new ClusterCentroidsResampler(other.As<ClusterCentroidsOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ResampledRows Resample(TrainingData data, ResamplingContext context)
    {
        ClassRows classes = ClassRows.Of(data, Name, context.CancellationToken);
        ClassCounts keep = TargetCounts.ToKeep(Name, options, classes.Counts);
        FiniteFeatures.Require(data.Matrix, Name);
        int seed = options.Seed ?? context.Seed;
        var random = new Random(seed);
        List<int> kept = [];
        List<(SyntheticPlan, bool)> parts = [];
        foreach (bool label in new[] { true, false })
        {
            int[] rows = classes.Of(label);
            if (keep.Of(label) == rows.Length)
            {
                kept.AddRange(rows);
                continue;
            }

            FeatureMatrix centers = KMeansClusters.Of(data.Matrix, rows, keep.Of(label), random, context).Centers;
            int[] real = CenterRows.Nearest(data.Matrix, rows, centers, context);
            if (options.KeepsRealRows) kept.AddRange(real);
            else parts.Add((Centres(centers, real), label));
        }

        kept.Sort();
        return parts.Count == 0 ? data.Pick([.. kept], Name, seed, isRandom: false)
            : Replaced(data, [.. kept], parts, new ResamplingStage(Name, seed), context);
    }

    private ResampledRows Replaced(TrainingData data, int[] kept, List<(SyntheticPlan, bool)> parts, ResamplingStage stage,
        ResamplingContext context)
    {
        ResampledRows made = SyntheticRows.Append(data, parts, options.Rules, stage, context);
        int[] rows = [.. kept, .. Enumerable.Range(data.Labels.Length, made.Origins.Length - data.Labels.Length)];
        ResampledRows picked = made.Data.Pick(rows, stage.Method, stage.Seed, isRandom: false);
        return picked with { Origins = Array.ConvertAll(rows, row => made.Origins.Span[row]),
            Shift = ClassShares.Shift(data, picked.Data, isExact: false) };
    }

    // A centre's parent is the real row nearest to it.
    private static SyntheticPlan Centres(FeatureMatrix centers, int[] real)
    {
        Dictionary<int, int> centerOf = Enumerable.Range(0, real.Length).ToDictionary(i => real[i]);
        return new SyntheticPlan(Array.ConvertAll(real, row => new RowOrigin(row, -1, float.NaN)))
        {
            Fill = (origin, _, row) => centers.Row(centerOf[origin.Parent]).CopyTo(row),
        };
    }
}
