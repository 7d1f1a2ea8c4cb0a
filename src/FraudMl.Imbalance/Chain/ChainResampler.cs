namespace FraudMl;

/// <summary>Resamplers one after the other.</summary>
internal sealed class ChainResampler(string name, StepOptions options, IReadOnlyList<IResampler> resamplers) : IResampler
{
    public string Name => name;

    public StepOptions Options => options;

    public IResampler With(StepOptions other) => new ChainResampler(name, other.As<ChainOptions>(Name), resamplers);

    public ResampledRows Resample(TrainingData data, ResamplingContext context)
    {
        ResampledRows? rows = null;
        foreach (IResampler resampler in resamplers)
        {
            ResampledRows next = resampler.Resample(rows?.Data ?? data, context);
            rows = rows is null ? next : ChainedOrigins.Join(rows, next);
        }

        return rows! with { Method = name };
    }
}
