namespace FraudMl;

[DefinedAs("Robust")]
internal sealed class RobustStep(Columns columns, RobustOptions options) : ScaleStep(columns)
{
    public override string Name => $"Robust({Columns})";

    public override ValidatedOptions Options => options;

    public override IFeatureStep With(ValidatedOptions other) => new RobustStep(Columns, other.As<RobustOptions>(Name));

    protected override (double Centre, double Scale) Learn(ReadOnlySpan<float> values) =>
        Scaling.Robust(NumberValues.Sorted(values), options.LowerQuantile, options.UpperQuantile, options.UnitVariance);
}
