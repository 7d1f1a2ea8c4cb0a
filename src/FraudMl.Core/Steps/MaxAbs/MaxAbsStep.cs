namespace FraudMl;

internal sealed class MaxAbsStep(Columns columns) : ScaleStep(columns)
{
    public override string Name => $"MaxAbs({Columns})";

    protected override (double Centre, double Scale) Learn(ReadOnlySpan<float> values) => Scaling.MaxAbs(NumberValues.Present(values));
}
