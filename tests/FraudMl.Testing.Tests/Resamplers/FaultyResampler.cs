using System.Runtime.InteropServices;

namespace FraudMl.Testing.Tests;

/// <summary>Random over-sampling with one fault.</summary>
internal sealed class FaultyResampler(ResamplerFault fault, RandomOverOptions? options = null) : IResampler
{
    private static int _calls;

    private readonly RandomOverOptions _options = options ?? new RandomOverOptions();

    public string Name => "Faulty";

    public ValidatedOptions Options => _options;

    public IResampler With(ValidatedOptions options) =>
        fault == ResamplerFault.IgnoresOptions ? this : new FaultyResampler(fault, options.As<RandomOverOptions>(Name));

    public ResampledRows Resample(TrainingData data, ResamplingContext context)
    {
        RandomOverOptions used = fault switch
        {
            ResamplerFault.CountsItsCalls => _options with { Seed = Interlocked.Increment(ref _calls) },
            ResamplerFault.IgnoresItsSeed => _options with { Seed = null },
            ResamplerFault.MissesItsTarget => _options with { TargetRatio = 1 },
            _ => _options,
        };
        if (fault == ResamplerFault.IgnoresTokens) context = context with { CancellationToken = default };
        if (fault == ResamplerFault.ChangesItsInput) Values(data.Matrix)[0]++;
        if (data.FraudCount == 0 && fault == ResamplerFault.TakesOneClass)
            data = data with { Labels = Enumerable.Range(0, data.Labels.Length).Select(row => row == 0).ToArray() };
        if (data.FraudCount < 5 && fault == ResamplerFault.RefusesWithoutReason) throw new FraudMlException("That does not work.");
        if (fault == ResamplerFault.RefusesMissingWithoutColumn && data.Matrix.Values.Span.ContainsAny(float.NaN, float.NaN))
            throw new FraudMlException("There are missing values.");
        data.RequireBothClasses(Name);
        ResampledRows rows = Resamplers.RandomOver(used).Resample(data, context);
        if (fault == ResamplerFault.ChangesSurvivors) Values(rows.Data.Matrix)[0]++;
        if (fault == ResamplerFault.MakesCategories) Values(rows.Data.Matrix)[^rows.Data.Matrix.ColumnCount] = 5;
        return rows with
        {
            Method = Name,
            Data = fault == ResamplerFault.DropsValidationRows ? rows.Data with { Validation = null } : rows.Data,
            Shift = fault == ResamplerFault.TellsAnotherShift ? new PriorShift(0.1, 0.1, true) : rows.Shift,
        };
    }

    private static Span<float> Values(FeatureMatrix matrix) => MemoryMarshal.AsMemory(matrix.Values).Span;
}
