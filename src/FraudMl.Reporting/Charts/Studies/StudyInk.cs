using ScottPlot;

namespace FraudMl.Reporting;

/// <summary>What charts of a study share.</summary>
internal static class StudyInk
{
    private static readonly Color Pale = Color.FromHex("#D6E6F2");

    /// <summary>Returns the trials that completed.</summary>
    /// <exception cref="FraudMlException">Thrown when there are none.</exception>
    public static TrialRecord[] Completed(StudyHistory history) => history.Completed.ToArray() is { Length: > 0 } completed
        ? completed
        : throw new FraudMlException("There is nothing to draw: no trial of the study has completed.");

    /// <summary>Returns a colour between pale, 0, and strong, 1.</summary>
    public static Color Shade(double share) => Pale.MixedWith(ChartPalette.Blue, Math.Clamp(share, 0, 1));

    /// <summary>Returns a colour for each trial: the better its value, the stronger, by rank.</summary>
    public static Color[] ByRank(IReadOnlyList<TrialRecord> trials, StudyObjective objective, int place)
    {
        int[] order = [.. Enumerable.Range(0, trials.Count).OrderBy(i => Score(objective, trials[i].Values[place]))];
        var colors = new Color[trials.Count];
        for (int rank = 0; rank < order.Length; rank++) colors[order[rank]] = Shade(rank / Math.Max(1.0, order.Length - 1));
        return colors;
    }

    /// <summary>Returns a value turned so that higher is better.</summary>
    public static double Score(StudyObjective objective, double value) =>
        objective.Direction == MetricDirection.HigherIsBetter ? value : -value;

    /// <summary>Draws points without a place in the legend.</summary>
    public static void Points(Chart chart, IReadOnlyList<double> xs, IReadOnlyList<double> ys, IReadOnlyList<Color> colors, float size = 8)
    {
        for (int i = 0; i < xs.Count; i++)
        {
            if (!double.IsNaN(xs[i]) && !double.IsNaN(ys[i]))
                chart.Plot.Add.Marker(xs[i], ys[i], MarkerShape.FilledCircle, size, colors[i]);
        }
    }

    private static Color MixedWith(this Color from, Color to, double share) => new(
        Mix(from.R, to.R, share), Mix(from.G, to.G, share), Mix(from.B, to.B, share));

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));
}
