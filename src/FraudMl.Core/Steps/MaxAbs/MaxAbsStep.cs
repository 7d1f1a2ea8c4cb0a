namespace FraudMl;

[DefinedAs("MaxAbs")]
internal sealed class MaxAbsStep(Columns columns) : ScaleStep(columns)
{
    public override string Name => $"MaxAbs({Columns})";

    public override ValidatedOptions Options => NoOptions.Instance;

    public override IFeatureStep With(ValidatedOptions options)
    {
        _ = options.As<NoOptions>(Name);
        return this;
    }

    protected override (double Centre, double Scale) Learn(ReadOnlySpan<float> values) => Scaling.MaxAbs(NumberValues.Present(values));
}
