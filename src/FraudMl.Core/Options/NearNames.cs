namespace FraudMl.Options;

/// <summary>Finds what a misspelt name was meant to be, wherever a name is looked up.</summary>
public static class NearNames
{
    /// <summary>Returns the nearest of some names, at most a third of the letters apart, upper and lower case the same; null where none
    /// is near.</summary>
    /// <param name="name">The name that was not found.</param>
    /// <param name="names">Those that there are.</param>
    public static string? Of(string name, IEnumerable<string> names) => names
        .Select(other => (Name: other, Distance: Distance(name.ToUpperInvariant(), other.ToUpperInvariant())))
        .Where(near => near.Distance <= name.Length / 3)
        .OrderBy(near => near.Distance).ThenBy(near => near.Name, StringComparer.Ordinal)
        .Select(near => near.Name).FirstOrDefault();

    /// <summary>Returns the sentence that an error adds, with a space before it, or nothing where no name is near:
    /// <c> Did you mean 'Amount'?</c></summary>
    /// <param name="name">The name that was not found.</param>
    /// <param name="names">Those that there are.</param>
    public static string Hint(string name, IEnumerable<string> names) => Of(name, names) is { } near ? $" Did you mean '{near}'?" : "";

    // Levenshtein 1966, one row of the table at a time.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
