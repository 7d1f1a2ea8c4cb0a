using System.Globalization;

namespace FraudMl;

/// <summary>Names in a message: a few of them, and how many more there are.</summary>
internal static class NameList
{
    private const int Most = 5;

    public static string Of(IReadOnlyCollection<string> names)
    {
        string some = string.Join(", ", names.Take(Most).Select(name => $"'{name}'"));
        return names.Count <= Most ? some : string.Create(CultureInfo.InvariantCulture, $"{some} and {names.Count - Most} more");
    }
}
