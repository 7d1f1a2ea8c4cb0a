using System.Globalization;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>How resampling changed the share of frauds, and so by how much trained scores are off.</summary>
public sealed record PriorShift
{
    /// <summary>Creates the shift and checks it.</summary>
    /// <param name="originalPositiveRatio">The share of frauds before resampling, in (0, 1).</param>
    /// <param name="trainedPositiveRatio">The share of frauds after resampling, in (0, 1).</param>
    /// <param name="isExact">Whether the kept rows are a random sample of their class, so that the correction is exact.</param>
    /// <exception cref="FraudMlException">Thrown when a ratio is not in (0, 1).</exception>
    public PriorShift(double originalPositiveRatio, double trainedPositiveRatio, bool isExact)
    {
        List<string> problems = [];
        CheckRatio(problems, nameof(OriginalPositiveRatio), originalPositiveRatio);
        CheckRatio(problems, nameof(TrainedPositiveRatio), trainedPositiveRatio);
        if (problems.Count > 0) throw new FraudMlException("The prior shift is invalid", problems);
        (OriginalPositiveRatio, TrainedPositiveRatio, IsExact) = (originalPositiveRatio, trainedPositiveRatio, isExact);
    }

    /// <value>The share of frauds before resampling, in (0, 1).</value>
    public double OriginalPositiveRatio { get; }

    /// <value>The share of frauds after resampling, in (0, 1).</value>
    public double TrainedPositiveRatio { get; }

    /// <value>Whether the correction is exact: true for random under- and oversampling, false where rows were made up or
    /// chosen by their features.</value>
    public bool IsExact { get; }

    /// <value>What is added to a trained margin: the change of the prior log-odds (Elkan 2001; Dal Pozzolo et al. 2015).</value>
    [JsonIgnore]
    public double LogOddsOffset => LogOdds.Of(OriginalPositiveRatio) - LogOdds.Of(TrainedPositiveRatio);

    /// <summary>Returns the shift of this resampling followed by another.</summary>
    /// <param name="next">The shift of the resampling that came after.</param>
    public PriorShift Then(PriorShift next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new(OriginalPositiveRatio, next.TrainedPositiveRatio, IsExact && next.IsExact);
    }

    /// <summary>Returns the calibrator that undoes the shift.</summary>
    public FittedCalibrator ToCalibrator() => new PriorCorrection(LogOddsOffset);

    private static void CheckRatio(List<string> problems, string name, double ratio)
    {
        var rule = new RuleAttribute { Above = 0, Below = 1 };
        if (!rule.Allows(ratio)) problems.Add($"{name} must be {rule}. Got {ratio.ToString(CultureInfo.InvariantCulture)} instead.");
    }
}
