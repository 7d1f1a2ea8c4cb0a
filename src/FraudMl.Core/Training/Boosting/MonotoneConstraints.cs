namespace FraudMl;

/// <summary>Turns the names of features that may only raise, or only lower, the score into one sign per column.</summary>
public static class MonotoneConstraints
{
    /// <summary>Returns 1, −1 or 0 for each column; an empty array when nothing is constrained.</summary>
    /// <param name="columns">The features the learner sees.</param>
    /// <param name="increasing">Names of features whose larger values never lower the score.</param>
    /// <param name="decreasing">Names of features whose larger values never raise it.</param>
    /// <param name="who">Who constrains, for the message.</param>
    /// <exception cref="FraudMlException">Thrown when a name is no feature, or one of categories.</exception>
    public static int[] Signs(IReadOnlyList<FeatureColumn> columns, IReadOnlyList<string> increasing,
        IReadOnlyList<string> decreasing, string who)
    {
        if (increasing.Count == 0 && decreasing.Count == 0) return [];
        int[] signs = [.. columns.Select(column => increasing.Contains(column.Name) ? 1 : decreasing.Contains(column.Name) ? -1 : 0)];
        string[] unknown = [.. increasing.Concat(decreasing).Where(name => columns.All(column => column.Name != name))];
        if (unknown.Length > 0)
        {
            throw new FraudMlException(
                $"{who} can't constrain {string.Join(", ", unknown.Select(name => $"'{name}'"))}: no such feature."
                + string.Concat(unknown.Select(name => NearNames.Hint(name, columns.Select(column => column.Name))))
                + $" The features after the last step are {string.Join(", ", columns.Select(column => column.Name))}.")
            { ColumnName = unknown[0] };
        }

        if (columns.Where((column, i) => signs[i] != 0 && column.Kind == FeatureKind.Categorical).FirstOrDefault() is { } unordered)
        {
            throw new FraudMlException(
                $"{who} can't constrain '{unordered.Name}': categories have no order. Take it out of IncreasingFeatures and "
                + $"DecreasingFeatures, or encode it by .TargetMean(\"{unordered.Sources[0]}\") and constrain that.")
            { ColumnName = unordered.Name };
        }

        return signs;
    }

    /// <summary>Returns what is wrong with the names before any data is seen.</summary>
    /// <param name="increasing">Names of features whose larger values never lower the score.</param>
    /// <param name="decreasing">Names of features whose larger values never raise it.</param>
    public static IEnumerable<string> Problems(IReadOnlyList<string> increasing, IReadOnlyList<string> decreasing) =>
        increasing.Intersect(decreasing)
            .Select(name => $"'{name}' must be in one of IncreasingFeatures and DecreasingFeatures. Got both instead.");
}
