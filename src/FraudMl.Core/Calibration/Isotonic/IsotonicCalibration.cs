namespace FraudMl;

/// <summary>A piecewise linear map: margins ascending, probabilities non-decreasing, constant outside.</summary>
internal sealed record IsotonicCalibration(double[] Margins, double[] Probabilities) : FittedCalibrator
{
    public override double Calibrate(double margin)
    {
        if (double.IsNaN(margin)) return double.NaN;
        int found = Array.BinarySearch(Margins, margin);
        if (found >= 0) return Probabilities[found];
        int above = ~found;
        if (above == 0) return Probabilities[0];
        if (above == Margins.Length) return Probabilities[^1];
        double low = Probabilities[above - 1], high = Probabilities[above];
        double share = (margin - Margins[above - 1]) / (Margins[above] - Margins[above - 1]);
        return Math.Min(low + (high - low) * share, high);
    }

    public bool Equals(IsotonicCalibration? other) =>
        other is not null && Margins.AsSpan().SequenceEqual(other.Margins) && Probabilities.AsSpan().SequenceEqual(other.Probabilities);

    public override int GetHashCode() => HashCode.Combine(Margins.Length, Margins.FirstOrDefault(), Probabilities.LastOrDefault());
}
