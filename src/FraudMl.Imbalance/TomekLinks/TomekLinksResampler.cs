namespace FraudMl;

/// <summary>Takes away members of Tomek links (IEEE SMC 6, 1976).</summary>
[DefinedAs("Resamplers.TomekLinks")]
internal sealed class TomekLinksResampler(TomekLinksOptions options) : CleaningResampler(options)
{
    public override string Name => "Tomek links";

    public override IResampler With(ValidatedOptions other) => new TomekLinksResampler(other.As<TomekLinksOptions>(Name));

    protected override int[] Keep(TrainingData data, ClassRows classes, ResamplingContext context)
    {
        int[] all = [.. Enumerable.Range(0, data.Labels.Length)];
        bool[] labels = CleanedLabels.Of(options.Classes, classes);
        int[] linked = TomekLinks.Of(data, all, classes.Smaller, context);
        return RowSets.Without(all.Length, linked.Where(row => labels.Contains(data.Labels.Span[row])));
    }
}
