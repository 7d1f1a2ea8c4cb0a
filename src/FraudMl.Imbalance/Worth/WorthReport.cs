using System.Globalization;
using System.Text;

namespace FraudMl.Resampling;

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
                return $"Not worth it: none of {Candidates.Count - 1} candidates improves {what} by more than noise. Train on the rows as "
                    + $"they are, and decide by calibrated probabilities.";
            PairedDifference gain = best.TotalCost ?? best.AveragePrecision;
            string calibration = best.CalibrationError is { IsMoreThanNoise: true, Difference: > 0 }
                ? " Its probabilities are worse, so calibrate it." : "";
            return string.Create(CultureInfo.InvariantCulture, $"{best.Name} is worth it: its {what} is {gain.A:0.####} instead "
                + $"of {gain.B:0.####}, a difference with a 95 % interval of {gain.Interval}.{calibration}");
        }
    }

    /// <summary>Returns the candidates as a table with 95 % intervals of their differences from none, the verdict first.</summary>
    public override string ToString()
    {
        int width = Candidates.Max(candidate => candidate.Name.Length) + 2;
        var text = new StringBuilder(Verdict).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{"".PadRight(width)}{"average precision",30}{"calibration error",30}{"cost",32}\n");
        foreach (WorthCandidate candidate in Candidates)
        {
            text.Append(CultureInfo.InvariantCulture, $"{candidate.Name.PadRight(width)}{Cell(candidate.AveragePrecision, "0.0000"),30}")
                .Append(CultureInfo.InvariantCulture,
                    $"{Cell(candidate.CalibrationError, "0.0000"),30}{Cell(candidate.TotalCost, "0.##"),32}\n");
        }

        return text.ToString();
    }

    private static string Cell(PairedDifference? value, string format) => value is null
        ? "–"
        : $"{Text(value.A, format)} {(value.Interval is { } interval ? $"[{Text(interval.Low, format)}, {Text(interval.High, format)}]" : "undefined")}";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
