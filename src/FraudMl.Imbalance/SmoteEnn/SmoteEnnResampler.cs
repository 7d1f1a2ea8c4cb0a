namespace FraudMl;

/// <summary>SMOTE, then cleaning (Batista et al., SIGKDD Explorations 6, 2004).</summary>
[DefinedAs("Resamplers.SmoteEnn")]
internal sealed class SmoteEnnResampler(SmoteEnnOptions options) : IResampler
{
    public string Name => "SMOTE-ENN";

    public ValidatedOptions Options => options;

    public IResampler With(ValidatedOptions other) => new SmoteEnnResampler(other.As<SmoteEnnOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ResampledRows Resample(TrainingData data, ResamplingContext context) =>
        ChainResampler.Run(Name, [new SmoteResampler(options.Smote), new EditedNearestNeighborsResampler(options.Cleaning)], data, context);
}
