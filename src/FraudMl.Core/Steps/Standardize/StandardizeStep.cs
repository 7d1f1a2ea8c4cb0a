namespace FraudMl;

internal sealed class StandardizeStep(Columns columns, StandardizeOptions options) : ScaleStep(columns)
{
    public override string Name => $"Standardize({Columns})";

    protected override (double Centre, double Scale) Learn(ReadOnlySpan<float> values) =>
        Scaling.Standard(NumberValues.Present(values), options.Center, options.Scale);
}
