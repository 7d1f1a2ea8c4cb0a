namespace FraudMl;

/// <summary>PED-ANOVA (Watanabe, Bansal and Hutter, IJCAI 2023): how far the density of the best trials is from that of all, parameter by
/// parameter.</summary>
internal static class PedAnova
{
    private const int CellCount = 50;
    private const double BestShare = 0.1;

    public static IReadOnlyList<ParameterImportance> Of(StudyHistory history, int objective)
    {
        TrialRecord[] completed = [.. history.Completed];
        var space = EncodedSpace.Of(history.Space);
        double[]?[] points = [.. completed.Select(trial => space.Encode(trial.Parameters))];
        double[] divergences = [.. Enumerable.Range(0, space.Count).Select(d => Divergence(d))];
        double sum = divergences.Sum();
        return [.. space.Dimensions.Select((dimension, d) => (dimension.Name, Share: sum > 0 ? divergences[d] / sum : 0))
            .GroupBy(one => one.Name).Select(same => new ParameterImportance(same.Key, same.Sum(one => one.Share)))
            .OrderByDescending(one => one.Importance)];

        // What exists for a choice only is looked at where it exists, and counts by how often that is.
        double Divergence(int d)
        {
            int[] having = [.. Enumerable.Range(0, completed.Length).Where(i => points[i] is { } point && !double.IsNaN(point[d]))
                .OrderByDescending(i => history.Objectives[objective].Score(completed[i].Values[objective]))];
            if (having.Length < 2 || space.Dimensions[d].ValueCount < 2) return 0;
            int best = Math.Max(2, (int)Math.Ceiling(BestShare * having.Length));
            int cells = (int)Math.Min(CellCount, space.Dimensions[d].ValueCount);
            int[] places = [.. having.Select(i => Cell(space.Dimensions[d], points[i]![d], cells))];
            double[] all = Density(space.Dimensions[d], places, cells), good = Density(space.Dimensions[d], places[..best], cells);
            double divergence = 0;
            for (int c = 0; c < cells; c++) divergence += all[c] * Math.Pow((good[c] / all[c]) - 1, 2);
            return divergence * having.Length / completed.Length;
        }
    }

    private static int Cell(EncodedDimension dimension, double at, int cells) =>
        dimension.IsChoice ? (int)at : Math.Clamp((int)(at * cells), 0, cells - 1);

    // A kernel for each trial and one for the whole range; as wide as Scott's rule says, for choices none.
    private static double[] Density(EncodedDimension dimension, int[] places, int cells)
    {
        double[] counts = new double[cells], density = new double[cells];
        foreach (int place in places) counts[place]++;
        double width = dimension.IsChoice ? 0 : Width(places);
        for (int center = 0; center < cells; center++)
        {
            if (counts[center] == 0) continue;
            double[] kernel = [.. Enumerable.Range(0, cells).Select(c => width == 0 ? c == center ? 1.0 : 0
                : NormalTable.Of((c + 0.5 - center) / width) - NormalTable.Of((c - 0.5 - center) / width))];
            double mass = kernel.Sum();
            for (int c = 0; c < cells; c++) density[c] += counts[center] * kernel[c] / mass;
        }

        for (int c = 0; c < cells; c++) density[c] = (density[c] + (1.0 / cells)) / (places.Length + 1);
        return density;
    }

    private static double Width(int[] places)
    {
        double mean = places.Average();
        double deviation = Math.Sqrt(places.Sum(place => (place - mean) * (place - mean)) / Math.Max(1, places.Length - 1));
        int[] sorted = [.. places.Order()];
        double middle = sorted[(int)(0.75 * (sorted.Length - 1))] - sorted[(int)(0.25 * (sorted.Length - 1))];
        double spread = middle > 0 ? Math.Min(deviation, middle / 1.34) : deviation;
        return Math.Max(0.5 / 1.64, 1.059 * spread * Math.Pow(places.Length, -0.2));
    }
}
