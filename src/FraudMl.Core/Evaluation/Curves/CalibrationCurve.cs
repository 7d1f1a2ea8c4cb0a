using System.Text.Json.Serialization;

namespace FraudMl.Evaluations;

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

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}

/// <summary>One bin of a reliability diagram.</summary>
/// <param name="Weight">The weight of the rows in the bin.</param>
/// <param name="MeanProbability">Their mean probability; NaN for an empty bin.</param>
/// <param name="FraudRate">Their share of frauds; NaN for an empty bin.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public readonly record struct ReliabilityBin(double Weight, double MeanProbability, double FraudRate);
