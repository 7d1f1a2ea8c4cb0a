using System.Globalization;
using System.Text;

namespace FraudMl;

/// <summary>Whether resampling pays, candidate by candidate.</summary>
/// <param name="Candidates">The candidates; the first is none.</param>
public sealed record WorthReport(IReadOnlyList<WorthCandidate> Candidates)
{
    /// <value>The candidate to take: the best of those that are better by more than noise, else none.</value>
    public WorthCandidate Best => Candidates.Skip(1).Where(candidate => candidate.IsWorthIt)
        .OrderBy(candidate => candidate.TotalCost?.Difference ?? -candidate.AveragePrecision.Difference).FirstOrDefault() ?? Candidates[0];

    /// <value>The answer in words.</value>
    public string Verdict
    {
        get
        {
            WorthCandidate best = Best;
            string what = best.TotalCost is null ? "average precision" : "cost";
            if (best == Candidates[0])
                return $"Not worth it: none of {Candidates.Count - 1} candidates improves {what} by more than noise. Train on the rows as they are, and decide by calibrated probabilities.";
            PairedDifference gain = best.TotalCost ?? best.AveragePrecision;
            string calibration = best.CalibrationError is { IsMoreThanNoise: true, Difference: > 0 } ? " Its probabilities are worse, so calibrate it." : "";
            return string.Create(CultureInfo.InvariantCulture, $"{best.Name} is worth it: its {what} is {gain.A:0.####} instead of {gain.B:0.####}, a difference with a 95 % interval of {gain.Interval}.{calibration}");
        }
    }

    /// <summary>Returns the candidates as a table with 95 % intervals of their differences from none, the verdict first.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Verdict).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{"",-24}{"average precision",34}{"calibration error",34}{"cost",34}\n");
        foreach (WorthCandidate candidate in Candidates)
            text.Append(CultureInfo.InvariantCulture, $"{candidate.Name,-24}{Cell(candidate.AveragePrecision),34}{Cell(candidate.CalibrationError),34}{Cell(candidate.TotalCost),34}\n");
        return text.ToString();
    }

    private static string Cell(PairedDifference? value) => value is null
        ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{value.A:0.0000} {value.Interval?.ToString() ?? "undefined"}");
}
