namespace FraudMl;

[DefinedAs("Standardize")]
internal sealed class StandardizeStep(Columns columns, StandardizeOptions options) : ScaleStep(columns)
{
    public override string Name => $"Standardize({Columns})";

    public override ValidatedOptions Options => options;

    public override IFeatureStep With(ValidatedOptions other) => new StandardizeStep(Columns, other.As<StandardizeOptions>(Name));

    protected override (double Centre, double Scale) Learn(ReadOnlySpan<float> values) =>
        Scaling.Standard(NumberValues.Present(values), options.Center, options.Scale);
}
