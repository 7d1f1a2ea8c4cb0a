using FraudMl;
using FraudMl.Options;
using FraudMl.Resampling;
using FraudMl.Training;

namespace AcmeFraud;

/// <summary>Options of the resampler; what they tune is searched by default.</summary>
public sealed record RecentLegitimateOptions : ValidatedOptions
{
    /// <value>The share of the legitimate rows that is kept, in (0, 1]. Default 0.5.</value>
    [Rule(Above = 0, AtMost = 1), Tune(0.05, 1, Scale.Log)]
    public double KeptRatio { get; init; } = 0.5;
}

/// <summary>Adds the resampler to the catalogue.</summary>
public static class RecentLegitimateCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns a resampler that keeps every fraud and the last legitimate rows.</summary>
        public static IResampler RecentLegitimate(RecentLegitimateOptions? options = null)
        {
            options ??= new RecentLegitimateOptions();
            options.Validate();
            return new RecentLegitimateResampler(options);
        }
    }
}

/// <summary>Chooses training rows; a fitted model never contains it.</summary>
public sealed class RecentLegitimateResampler(RecentLegitimateOptions options) : IResampler
{
    public string Name => "RecentLegitimate";

    public ValidatedOptions Options => options;

    public IResampler With(ValidatedOptions options) => new RecentLegitimateResampler(options.As<RecentLegitimateOptions>(Name));

    public ResampledRows Resample(TrainingData data, ResamplingContext context) =>
        Resamplers.Function(Choose).Resample(data, context) with { Method = Name };

    // Rows to train on, by their index; one that is chosen twice is repeated.
    private int[] Choose(TrainingData data, ResamplingContext context)
    {
        int[] rows = [.. Enumerable.Range(0, data.Labels.Length)];
        int[] frauds = [.. rows.Where(row => data.Labels.Span[row])];
        int[] legitimate = [.. rows.Where(row => !data.Labels.Span[row])];
        int kept = Math.Max(1, (int)(legitimate.Length * options.KeptRatio));
        return [.. frauds, .. legitimate[^kept..]];
    }
}
