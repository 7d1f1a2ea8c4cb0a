namespace FraudMl;

/// <summary>Cramér's V: how strongly two categories go together, 0 to 1.</summary>
internal static class CramersV
{
    /// <summary>Returns V of two columns of codes over the rows that have both; null when one of them has fewer
    /// than two values there.</summary>
    public static double? Of(TextColumn first, TextColumn second)
    {
        int width = second.Dictionary.Count;
        var table = new int[first.Dictionary.Count * width];
        ReadOnlySpan<int> a = first.Codes, b = second.Codes;
        for (int row = 0; row < a.Length; row++)
        {
            if (a[row] >= 0 && b[row] >= 0) table[(a[row] * width) + b[row]]++;
        }

        return Of(table, width);
    }

    /// <summary>Returns V of a table of counts, row by row: √(χ² / n / (min(rows, columns) − 1)) over those that are not empty.</summary>
    public static double? Of(ReadOnlySpan<int> table, int width)
    {
        var rows = new double[table.Length / width];
        var columns = new double[width];
        for (int i = 0; i < table.Length; i++)
        {
            rows[i / width] += table[i];
            columns[i % width] += table[i];
        }

        int smaller = Math.Min(rows.Count(sum => sum > 0), columns.Count(sum => sum > 0));
        if (smaller < 2) return null;
        double shares = 0;
        for (int i = 0; i < table.Length; i++)
        {
            if (table[i] > 0) shares += (double)table[i] * table[i] / (rows[i / width] * columns[i % width]);
        }

        return Math.Sqrt(Math.Max(0, shares - 1) / (smaller - 1));
    }
}
