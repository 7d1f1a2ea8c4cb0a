namespace FraudMl;

/// <summary>Edited nearest neighbours, repeated (Tomek, IEEE SMC 6, 1976).</summary>
[DefinedAs("Resamplers.RepeatedEditedNearestNeighbors")]
internal sealed class RepeatedEditedNearestNeighborsResampler(RepeatedEditedNearestNeighborsOptions options) : CleaningResampler(options)
{
    public override string Name => "Repeated ENN";

    public override IResampler With(ValidatedOptions other) =>
        new RepeatedEditedNearestNeighborsResampler(other.As<RepeatedEditedNearestNeighborsOptions>(Name));

    protected override int[] Keep(TrainingData data, ClassRows classes, ResamplingContext context)
    {
        var passes = new EditingPasses(data, classes, options.Classes, options.Vote, context);
        for (int pass = 0; pass < options.MaximumPassCount; pass++)
        {
            int removed = passes.Run(options.NeighborCount);
            if (removed == 0 || passes.LargerBecameSmaller || passes.ClassIsGone) break;
        }

        return passes.Kept;
    }
}
