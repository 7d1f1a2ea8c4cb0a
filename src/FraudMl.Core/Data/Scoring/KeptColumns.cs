namespace FraudMl;

/// <summary>The columns of a file that are written before its scores.</summary>
internal static class KeptColumns
{
    /// <exception cref="FraudMlException">Thrown when a column that is to be copied is not there, or stands twice.</exception>
    public static void Require(string file, IReadOnlyList<string> names, IReadOnlyList<string>? kept)
    {
        if (kept is null) return;
        string? absent = kept.Except(names).FirstOrDefault(), twice = kept.CountBy(name => name).FirstOrDefault(name => name.Value > 1).Key;
        if (absent is not null)
            throw new FraudMlException($"{file} has no column '{absent}', which ScoreFileOptions.Keep names. Its columns are "
                + $"{string.Join(", ", names)}.") { ColumnName = absent };
        if (twice is not null)
            throw new FraudMlException($"ScoreFileOptions.Keep names the column '{twice}' twice. Name it once.") { ColumnName = twice };
    }
}
