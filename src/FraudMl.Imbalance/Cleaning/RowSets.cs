namespace FraudMl;

internal static class RowSets
{
    /// <summary>Returns all rows but those taken away, ascending.</summary>
    public static int[] Without(int rowCount, params IEnumerable<int>[] removed)
    {
        var gone = new bool[rowCount];
        foreach (int row in removed.SelectMany(rows => rows)) gone[row] = true;
        return [.. Enumerable.Range(0, rowCount).Where(row => !gone[row])];
    }
}
