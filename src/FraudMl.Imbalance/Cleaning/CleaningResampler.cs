namespace FraudMl;

/// <summary>A method that takes rows away by what lies around them; the rest keeps its order.</summary>
internal abstract class CleaningResampler(ValidatedOptions options) : IResampler
{
    public abstract string Name { get; }

    public ValidatedOptions Options => options;

    public abstract IResampler With(ValidatedOptions other);

    public override string ToString() => PartText.Of(this);

    public ResampledRows Resample(TrainingData data, ResamplingContext context)
    {
        int[] kept = Keep(data, context);
        data.RequireBothClasses(kept, Name, "Clean one class only, ask for fewer neighbors, or leave the resampler out.");
        return data.Pick(kept, Name, SeedOf(context), isRandom: false);
    }

    /// <summary>Returns the rows to keep, ascending.</summary>
    public int[] Keep(TrainingData data, ResamplingContext context)
    {
        ClassRows classes = ClassRows.Of(data, Name, context.CancellationToken);
        FiniteFeatures.Require(data.Matrix, Name);
        return Keep(data, classes, context);
    }

    protected abstract int[] Keep(TrainingData data, ClassRows classes, ResamplingContext context);

    protected virtual int SeedOf(ResamplingContext context) => context.Seed;
}
