using System.Globalization;
using System.Text;

namespace FraudMl.Explanations;

/// <summary>Why a row got its score.</summary>
/// <param name="Probability">The probability of fraud.</param>
/// <param name="Margin">The log-odds before calibration; of a <see cref="LinkedModel"/> the margin before its link: −E[h] / c(ψ) of an
/// isolation forest, the log-odds of being labelled of a learner on positive and unlabelled rows.</param>
/// <param name="ExpectedMargin">The log-odds expected when nothing is known of the row.</param>
/// <param name="Reasons">What raised the score most, the largest contribution first; at most as many as asked for.</param>
/// <param name="Contributions">Every input's contribution, the largest by size first; with <paramref name="ExpectedMargin"/> they sum to
/// <paramref name="Margin"/>.</param>
public sealed record Explanation(
    double Probability, double Margin, double ExpectedMargin, IReadOnlyList<Reason> Reasons, IReadOnlyList<InputContribution> Contributions)
{
    /// <summary>Returns the probability and its reasons as text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"probability of fraud {Probability:0.0000}\n");
        foreach (Reason reason in Reasons)
            text.Append(CultureInfo.InvariantCulture, $"  {reason.Contribution,8:+0.000;-0.000}  {reason.Text}\n");
        return text.ToString();
    }
}
