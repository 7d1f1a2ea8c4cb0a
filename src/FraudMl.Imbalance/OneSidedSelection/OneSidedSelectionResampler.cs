namespace FraudMl;

/// <summary>One pass of condensing, then Tomek links (Kubat and Matwin, ICML 1997).</summary>
[DefinedAs("Resamplers.OneSidedSelection")]
internal sealed class OneSidedSelectionResampler(OneSidedSelectionOptions options) : CleaningResampler(options)
{
    public override string Name => "One-sided selection";

    public override IResampler With(ValidatedOptions other) => new OneSidedSelectionResampler(other.As<OneSidedSelectionOptions>(Name));

    protected override int SeedOf(ResamplingContext context) => options.Seed ?? context.Seed;

    protected override int[] Keep(TrainingData data, ClassRows classes, ResamplingContext context)
    {
        int[] seeds = SeedRows.Draw(classes.Larger, options.SeedRowCount, SeedOf(context));
        int[] rest = [.. classes.Larger.Except(seeds)];
        Neighbor[] smaller = new NearestNeighbors(data.Matrix, classes.Smaller, context).Of(rest, 1);
        Neighbor[] seed = new NearestNeighbors(data.Matrix, seeds, context).Of(rest, 1);
        int[] kept = [.. classes.Smaller, .. seeds, .. Enumerable.Range(0, rest.Length).Where(i => smaller[i].IsNearerThan(seed[i]))
            .Select(i => rest[i])];
        Array.Sort(kept);
        int[] linked = TomekLinks.Of(data, kept, classes.Smaller, context);
        return [.. kept.Except(linked.Where(row => data.Labels.Span[row] != classes.SmallerLabel))];
    }
}
