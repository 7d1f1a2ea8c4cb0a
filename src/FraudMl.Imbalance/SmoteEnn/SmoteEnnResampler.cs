namespace FraudMl;

/// <summary>SMOTE, then cleaning (Batista et al., SIGKDD Explorations 6, 2004).</summary>
internal sealed class SmoteEnnResampler(SmoteEnnOptions options) : IResampler
{
    public string Name => "SMOTE-ENN";

    public StepOptions Options => options;

    public IResampler With(StepOptions other) => new SmoteEnnResampler(other.As<SmoteEnnOptions>(Name));

    public ResampledRows Resample(TrainingData data, ResamplingContext context) =>
        new ChainResampler(Name, options, [new SmoteResampler(options.Smote), new EditedNearestNeighborsResampler(options.Cleaning)]).Resample(data, context);
}
