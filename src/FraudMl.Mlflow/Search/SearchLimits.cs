namespace FraudMl.Mlflow;

/// <summary>How much one search may ask: what is asked costs time whoever asks it, and however little is found.</summary>
internal static class SearchLimits
{
    private const int FilterLength = 10_000;
    private const int MostComparisons = 100;
    private const int MostKeys = 100;
    private const int ClauseLength = 1_000;

    public static void CheckFilter(string filter)
    {
        if (filter.Length > FilterLength)
            throw MlflowException.Invalid($"The filter has {filter.Length} characters; it may have {FilterLength}. Search in parts.");
    }

    public static void CheckComparisons(int count)
    {
        if (count > MostComparisons)
            throw MlflowException.Invalid($"The filter has {count} comparisons; it may have {MostComparisons}. Search in parts.");
    }

    public static void CheckKeys(int count, string name)
    {
        if (count > MostKeys)
            throw MlflowException.Invalid($"'{name}' has {count} items; a search may have {MostKeys}.");
    }

    public static void CheckClause(string clause)
    {
        if (clause.Length > ClauseLength)
            throw MlflowException.Invalid($"An order_by clause has {clause.Length} characters; it may have {ClauseLength}.");
    }
}
