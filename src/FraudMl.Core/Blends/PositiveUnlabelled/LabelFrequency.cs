namespace FraudMl;

/// <summary>c = P(labelled | fraud), from out-of-fold scores. No kind of rows can be labelled more often than frauds are, so both estimates
/// are too low where frauds look like legitimate rows, and the higher one is the better.</summary>
/// <param name="Mean">The mean probability of being labelled over the labelled rows, by weight: Elkan and Noto's e₁.</param>
/// <param name="Top">The share that is labelled of the rows that score highest, by weight; 0 where they are too few.</param>
/// <param name="TopCount">How many those are: a quarter as many as are labelled.</param>
internal sealed record LabelFrequency(double Mean, double Top, int TopCount)
{
    private const int FewestRows = 20;
    private const double Deviations = 3;

    public double Value => Math.Clamp(Math.Max(Mean, Top), LogOdds.Smallest, 1);

    public static LabelFrequency Of(FittedCalibrator labelled, double[] margins, TrainingData data)
    {
        double[] weights = RowWeights.OrOnes(data.Weights, margins.Length);
        int[] rows = [.. Enumerable.Range(0, margins.Length).Where(row => weights[row] > 0)];
        int[] known = [.. rows.Where(row => data.Labels.Span[row])];
        double mean = known.Sum(row => weights[row] * labelled.Calibrate(margins[row])) / known.Sum(row => weights[row]);
        int count = known.Length / 4;
        if (count < FewestRows) return new LabelFrequency(mean, 0, count);
        double[] falling = Array.ConvertAll(rows, row => -margins[row]);
        Array.Sort(falling, rows);
        int[] top = rows[..count];
        double share = top.Sum(row => data.Labels.Span[row] ? weights[row] : 0) / top.Sum(row => weights[row]);
        return new LabelFrequency(mean, share, count);
    }

    /// <summary>Returns whether the top is labelled more often than a frequency allows, beyond chance.</summary>
    public bool Exceeds(double frequency) => Top - frequency > Deviations * Math.Sqrt(frequency * (1 - frequency) / TopCount);
}
