namespace FraudMl;

/// <summary>SMOTE, then cleaning (Batista et al., SIGKDD Explorations 6, 2004).</summary>
[DefinedAs("Resamplers.SmoteTomek")]
internal sealed class SmoteTomekResampler(SmoteTomekOptions options) : IResampler
{
    public string Name => "SMOTE-Tomek";

    public ValidatedOptions Options => options;

    public IResampler With(ValidatedOptions other) => new SmoteTomekResampler(other.As<SmoteTomekOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ResampledRows Resample(TrainingData data, ResamplingContext context) =>
        ChainResampler.Run(Name, [new SmoteResampler(options.Smote), new TomekLinksResampler(options.Cleaning)], data, context);
}
