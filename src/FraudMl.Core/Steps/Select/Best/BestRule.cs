namespace FraudMl;

/// <summary>Keeps the columns with the largest scores.</summary>
internal static class BestRule
{
    public static (double[] Scores, bool[] Kept) Choose(SelectionRows rows, SelectBestOptions options)
    {
        double[] scores = [.. Enumerable.Range(0, rows.Columns.Count).Select(column => Score(rows, column, options))];
        return (scores, Largest(scores, options.Count));
    }

    /// <summary>Marks the largest scores, undefined ones last; of equal scores the later column, as scikit-learn does.</summary>
    public static bool[] Largest(double[] scores, int count)
    {
        var kept = new bool[scores.Length];
        IEnumerable<int> ascending = Enumerable.Range(0, scores.Length).OrderBy(i => double.IsNaN(scores[i]) ? double.MinValue : scores[i]);
        foreach (int column in ascending.TakeLast(count)) kept[column] = true;
        return kept;
    }

    private static double Score(SelectionRows rows, int column, SelectBestOptions options)
    {
        (double[] values, int[] classes) = rows.Labelled(column);
        switch (options.Score)
        {
            case SelectionScore.AnovaF:
                return ClassScores.AnovaF(values, classes);
            case SelectionScore.ChiSquared:
                if (Array.Exists(values, value => value < 0))
                    throw new FraudMlException($"{rows.Step} by chi² needs numbers from 0 up, and '{rows.Columns[column].Name}' has "
                        + $"negative ones. Name other columns, or use SelectionScore.AnovaF.") { ColumnName = rows.Columns[column].Name };
                return ClassScores.ChiSquared(values, classes);
            default:
                return rows.Columns[column].Feature.Kind == FeatureKind.Number
                    ? MutualInformation.Continuous(values, classes, options.NeighborCount)
                    : MutualInformation.Discrete(values, classes);
        }
    }
}
