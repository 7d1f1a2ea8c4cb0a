namespace FraudMl;

/// <summary>Edited nearest neighbours with ever more neighbours (Tomek, IEEE SMC 6, 1976).</summary>
[DefinedAs("Resamplers.AllKnn")]
internal sealed class AllKnnResampler(AllKnnOptions options) : CleaningResampler(options)
{
    public override string Name => "AllKNN";

    public override IResampler With(ValidatedOptions other) => new AllKnnResampler(other.As<AllKnnOptions>(Name));

    protected override int[] Keep(TrainingData data, ClassRows classes, ResamplingContext context)
    {
        var passes = new EditingPasses(data, classes, options.Classes, options.Vote, context);
        for (int k = 1; k <= options.NeighborCount; k++)
        {
            passes.Run(k);
            if ((passes.LargerBecameSmaller && !options.AllowMinority) || passes.ClassIsGone) break;
        }

        return passes.Kept;
    }
}
