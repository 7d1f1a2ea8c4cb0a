using System.Text.RegularExpressions;

namespace FraudMl;

/// <summary>The name of a table in one to three parts, such as <c>main.fraud.payments</c>.</summary>
/// <param name="Parts">The parts, without quotes.</param>
internal sealed partial record TableName(IReadOnlyList<string> Parts)
{
    /// <value>The name as SQL writes it: whatever a part holds, it is quoted.</value>
    public string Sql => string.Join(".", Parts.Select(Quoted));

    /// <summary>Returns the name that a text is; null where it is none.</summary>
    public static TableName? TryParse(string text) => Whole().IsMatch(text)
        ? new([.. Part().Matches(text).Select(part => Unquoted(part.Value))])
        : null;

    /// <summary>Returns a name of a column or of a part of a table's name as SQL writes it.</summary>
    public static string Quoted(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    public override string ToString() => string.Join(".", Parts);

    private static string Unquoted(string part) =>
        part is ['`', .. var inner, '`'] ? inner.Replace("``", "`", StringComparison.Ordinal) : part;

    [GeneratedRegex(@"^(?:`(?:[^`]|``)+`|[\w-]+)(?:\.(?:`(?:[^`]|``)+`|[\w-]+)){0,2}$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"`(?:[^`]|``)+`|[\w-]+")]
    private static partial Regex Part();
}
