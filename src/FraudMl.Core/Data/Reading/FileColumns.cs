namespace FraudMl;

/// <summary>Compares the columns of files that are read together.</summary>
internal static class FileColumns
{
    /// <exception cref="FraudMlException">Thrown when a file has other columns than the first one; their order does not matter.</exception>
    public static void RequireSame(string file, IReadOnlyCollection<string> names, string first, IReadOnlyCollection<string> firstNames)
    {
        string? absent = firstNames.Except(names).FirstOrDefault(), more = names.Except(firstNames).FirstOrDefault();
        if (absent is null && more is null) return;
        string near = absent is not null && NearNames.Of(absent, names.Except(firstNames)) is { } name
            ? $" The nearest name there is '{name}'." : "";
        throw new FraudMlException(
            (absent is not null ? $"{file} has no column '{absent}', which {first} has.{near}"
                : $"{file} has a column '{more}', which {first} has not.") + " Files that are read together need the same columns.")
        {
            ColumnName = absent ?? more,
        };
    }
}
