namespace FraudMl;

internal sealed class RobustStep(Columns columns, RobustOptions options) : ScaleStep(columns)
{
    public override string Name => $"Robust({Columns})";

    protected override (double Centre, double Scale) Learn(ReadOnlySpan<float> values) =>
        Scaling.Robust(NumberValues.Sorted(values), options.LowerQuantile, options.UpperQuantile, options.UnitVariance);
}
