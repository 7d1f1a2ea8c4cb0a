using System.Text.RegularExpressions;

namespace FraudMl.Databricks.Double;

/// <summary>COPY INTO: copies files of a volume into a table in one commit, passes over those that it has copied, and fails where another
/// statement copied one of them while it ran.</summary>
/// <param name="Table">The table's name as the statement writes it.</param>
/// <param name="Selected">What is selected of the files.</param>
/// <param name="Files">The paths of the files.</param>
public sealed partial record CopyInto(string Table, string Selected, IReadOnlyList<string> Files)
{
    /// <summary>Returns the statement that a text is; null where it is another.</summary>
    public static CopyInto? Parse(string text)
    {
        if (Form().Match(text) is not { Success: true } match) return null;
        string folder = match.Groups["folder"].Value;
        return new(match.Groups["table"].Value, match.Groups["selected"].Value,
            [.. match.Groups["files"].Value.Split(',').Select(name => $"{folder}/{name.Trim().Trim('\'')}")]);
    }

    [GeneratedRegex(@"^COPY INTO (?<table>\S+) FROM \(SELECT (?<selected>.+) FROM '(?<folder>[^']+)'\) FILEFORMAT = PARQUET "
        + @"FILES = \((?<files>[^)]+)\)$")]
    private static partial Regex Form();
}

/// <summary>A statement that fails with a state.</summary>
public sealed class SqlFailureException(string state, string message) : Exception(message)
{
    /// <summary>The SQLSTATE.</summary>
    public string State => state;
}
