namespace FraudMl;

/// <summary>Mean probability against fraud rate in ten bins: a calibrated model lies on the diagonal.</summary>
/// <param name="Uniform">Bins of equal width; empty for margins.</param>
/// <param name="Quantile">Bins of equal size; empty for margins and for weighted rows.</param>
public sealed record CalibrationCurve(IReadOnlyList<ReliabilityBin> Uniform, IReadOnlyList<ReliabilityBin> Quantile)
{
    /// <summary>Returns the curve of scored rows.</summary>
    /// <param name="rows">The scored rows.</param>
    public static CalibrationCurve Of(ScoredRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new(rows.Tally.UniformBins ?? [], rows.Tally.QuantileBins ?? []);
    }
}
