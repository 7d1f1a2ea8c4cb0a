using System.Text.Json.Serialization;

namespace FraudMl.Evaluations;

/// <summary>How far probabilities can be believed.</summary>
/// <param name="Slope">Of a logistic regression of the label on the log-odds (Cox 1958): 1 when right, below 1 when the model is too
/// sure; NaN when undefined.</param>
/// <param name="Intercept">Of the same regression: 0 when right; NaN when undefined.</param>
/// <param name="SpiegelhalterZ">Normal with variance 1 for calibrated probabilities (Spiegelhalter 1986); NaN when every
/// probability is 0, 1/2 or 1.</param>
/// <param name="SpiegelhalterPValue">Two-sided.</param>
/// <param name="Reliability">The Brier score's part due to miscalibration, over ten bins of equal width (Murphy 1973): 0 is best.</param>
/// <param name="Resolution">Its part gained by telling bins apart: the larger the better.</param>
/// <param name="Uncertainty">The Brier score of the fraud rate. Brier ≈ reliability − resolution + uncertainty, up to the
/// spread inside the bins.</param>
/// <param name="UndefinedBecause">Why slope and intercept have no value; null when they have one.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record CalibrationMeasures(
    double Slope, double Intercept, double SpiegelhalterZ, double SpiegelhalterPValue, double Reliability, double Resolution,
    double Uncertainty, string? UndefinedBecause)
{
    /// <summary>Returns the measures of scored rows; null for margins.</summary>
    /// <param name="rows">The scored rows.</param>
    public static CalibrationMeasures? Of(ScoredRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Tally.UniformBins is not { } bins) return null;
        RankedClass frauds = rows.Ranked.Frauds, legits = rows.Ranked.Legits;
        (double slope, double intercept, string? because) = Regression(frauds, legits);
        double z = Spiegelhalter(frauds, legits), rate = rows.Tally.FraudWeight / rows.Tally.TotalWeight, reliability = 0, resolution = 0;
        foreach (ReliabilityBin bin in bins)
        {
            if (bin.Weight == 0) continue;
            reliability += bin.Weight * Math.Pow(bin.MeanProbability - bin.FraudRate, 2) / rows.Tally.TotalWeight;
            resolution += bin.Weight * Math.Pow(bin.FraudRate - rate, 2) / rows.Tally.TotalWeight;
        }
        return new(slope, intercept, z, SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2)), reliability, resolution,
            rate * (1 - rate), because);
    }

    private static (double Slope, double Intercept, string? Because) Regression(RankedClass frauds, RankedClass legits)
    {
        (double, double, string?) Undefined(string because) => (double.NaN, double.NaN, because);
        if (frauds.Count == 0 || legits.Count == 0) return Undefined(MetricValue.OneClass);
        if (frauds.Scores[^1] >= legits.Scores[0] || legits.Scores[^1] >= frauds.Scores[0])
            return Undefined("the scores separate the classes");
        double[] margins = [.. frauds.Scores.Concat(legits.Scores).Select(LogOdds.OfClipped)];
        var targets = new double[margins.Length];
        targets.AsSpan(0, frauds.Count).Fill(1);
        (double slope, double intercept) = PlattNewton.Regress(margins, targets, [.. frauds.Weights, .. legits.Weights]);
        return (slope, intercept, null);
    }

    private static double Spiegelhalter(RankedClass frauds, RankedClass legits)
    {
        double gap = 0, variance = 0;
        void Add(RankedClass rows, double label)
        {
            for (int rank = 0; rank < rows.Count; rank++)
            {
                double p = rows.Scores[rank], slant = 1 - 2 * p;
                gap += rows.Weights[rank] * (label - p) * slant;
                variance += rows.Weights[rank] * slant * slant * p * (1 - p);
            }
        }
        Add(frauds, 1);
        Add(legits, 0);
        return variance > 0 ? gap / Math.Sqrt(variance) : double.NaN;
    }
}
