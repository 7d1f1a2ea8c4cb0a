using System.Globalization;

namespace FraudMl;

/// <summary>Resamplers one after the other.</summary>
[DefinedAs("Resamplers.Chain")]
internal sealed class ChainResampler(IReadOnlyList<IResampler> resamplers) : IResampler
{
    public string Name { get; } = string.Join(" + ", resamplers.Select(resampler => resampler.Name));

    public ValidatedOptions Options => NoOptions.Instance;

    public IReadOnlyList<IPart> Parts => resamplers;

    public string SlotOf(int part) => string.Create(CultureInfo.InvariantCulture, $"steps[{part}]");

    public IResampler With(ValidatedOptions options)
    {
        _ = options.As<NoOptions>(Name);
        return this;
    }

    public override string ToString() => PartText.Of(this);

    IPart IPart.With(IReadOnlyList<IPart> parts) => new ChainResampler(parts.As<IResampler>(Name));

    public ResampledRows Resample(TrainingData data, ResamplingContext context) => Run(Name, resamplers, data, context);

    /// <summary>Resamples by one after the other, under one name.</summary>
    public static ResampledRows Run(string name, IReadOnlyList<IResampler> resamplers, TrainingData data, ResamplingContext context)
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
