namespace FraudMl;

[DefinedAs("MinMax")]
internal sealed class MinMaxStep(Columns columns, MinMaxOptions options) : ScaleStep(columns)
{
    public override string Name => $"MinMax({Columns})";

    public override ValidatedOptions Options => options;

    protected override float[]? Clip => options.Clip ? [(float)options.Low, (float)options.High] : null;

    public override IFeatureStep With(ValidatedOptions other) => new MinMaxStep(Columns, other.As<MinMaxOptions>(Name));

    protected override (double Centre, double Scale) Learn(ReadOnlySpan<float> values) =>
        Scaling.MinMax(NumberValues.Present(values), options.Low, options.High);
}
