namespace FraudMl;

/// <summary>Reweighs the classes and leaves the rows as they are.</summary>
[DefinedAs("Resamplers.ClassWeights")]
internal sealed class ClassWeightsResampler(ClassWeightsOptions options) : IResampler
{
    public string Name => "ClassWeights";

    public ValidatedOptions Options => options;

    public IResampler With(ValidatedOptions other) => new ClassWeightsResampler(other.As<ClassWeightsOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ResampledRows Resample(TrainingData data, ResamplingContext context)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        data.RequireBothClasses(Name);
        (double fraud, double legitimate) = WeightsOf(data);
        ReadOnlySpan<bool> labels = data.Labels.Span;
        var weights = new float[labels.Length];
        for (int row = 0; row < weights.Length; row++)
            weights[row] = (float)((labels[row] ? fraud : legitimate) * (data.Weights.IsEmpty ? 1 : data.Weights.Span[row]));
        TrainingData weighted = data with { Weights = weights };
        RowOrigin[] origins = [.. Enumerable.Range(0, labels.Length).Select(RowOrigin.Of)];
        return new ResampledRows(weighted, origins, ClassShares.Shift(data, weighted, isExact: false), Name, context.Seed);
    }

    private (double Fraud, double Legitimate) WeightsOf(TrainingData data)
    {
        double rows = data.Labels.Length;
        return options.PositiveWeight is { } weight
            ? (weight, 1)
            : (rows / (2 * data.FraudCount), rows / (2 * (rows - data.FraudCount)));
    }
}
