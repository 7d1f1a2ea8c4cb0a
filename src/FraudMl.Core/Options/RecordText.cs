using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;

namespace FraudMl;

/// <summary>
/// Prints records for people as C# does, but lists by their items, numbers in invariant culture, secrets never, and of long lists
/// of numbers, which may be rows, only how many they are.
/// </summary>
internal static class RecordText
{
    private const int MostItems = 8;
    private const int LongestText = 200;

    // How a name ends; a key alone is that of an entity, a tag or a fold.
    private static readonly string[] Secrets =
    [
        "Secret", "Secrets", "Password", "Passphrase", "Pwd", "Token", "Credential", "Credentials", "Authorization", "Headers", "Cookie",
        "ApiKey", "AccessKey", "AccountKey", "PrivateKey", "SecretKey", "SharedKey", "SigningKey", "ConnectionString",
    ];

    // What stands before one in an address, a connection string or a header.
    private static readonly string[] Leads = ["password=", "pwd=", "accountkey=", "accesskey=", "apikey=", "bearer "];

    /// <summary>Returns a record with the properties that have a value.</summary>
    public static string Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(T record)
        where T : notnull => Of(typeof(T).Name, record, typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance));

    /// <summary>Returns some properties of an object behind a name.</summary>
    public static string Of(string name, object record, IEnumerable<PropertyInfo> properties)
    {
        string body = string.Join(", ", properties
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => (property.Name, Value: property.GetValue(record)))
            .Where(shown => shown.Value is not null)
            .Select(shown => $"{shown.Name} = {Value(shown.Name, shown.Value!)}"));
        return body.Length == 0 ? name : $"{name} {{ {body} }}";
    }

    /// <summary>Returns a list with its first items and their number.</summary>
    public static string List<T>(IReadOnlyCollection<T> items, int most = MostItems)
    {
        string shown = string.Join(", ", items.Take(most).Select(item => Value(item)));
        return items.Count <= most ? $"[{shown}]" : string.Create(CultureInfo.InvariantCulture, $"[{shown}, … {items.Count:#,0} in all]");
    }

    // Texts of a column are what rows hold.
    private static string Value(string name, object value) => IsSecret(name) ? "***"
        : value is IEnumerable texts and not string && name.EndsWith("Texts", StringComparison.Ordinal)
            ? Counted(texts.Cast<object?>().Count(), "texts")
            : Value(value);

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text when HoldsSecret(text) => "***",
        string { Length: > LongestText } text => $"{text.AsSpan(0, LongestText)}…",
        string text => text,
        Uri uri => HoldsSecret(uri.OriginalString) ? "***" : uri.OriginalString,
        Delegate => "a function",
        ReadOnlyMemory<byte> bytes => Counted(bytes.Length, "bytes"),
        ReadOnlyMemory<float> numbers => Counted(numbers.Length, "numbers"),
        ReadOnlyMemory<double> numbers => Counted(numbers.Length, "numbers"),
        ReadOnlyMemory<int> numbers => Counted(numbers.Length, "numbers"),
        ReadOnlyMemory<long> numbers => Counted(numbers.Length, "numbers"),
        ReadOnlyMemory<bool> truths => Counted(truths.Length, "values"),
        IDictionary words => List([.. words.Keys.Cast<object>()
            .Select(key => $"{Value(key)}: {(IsSecret($"{key}") ? "***" : Value(words[key]))}")]),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => Items([.. items.Cast<object?>()]),
        _ => FirstLine(value.ToString() ?? ""),
    };

    // What prints itself in several lines says in the first what it is.
    private static string FirstLine(string text) => text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? text[..end] : text;

    private static string Items(object?[] items) => items.Length > MostItems && items[0] is IFormattable and not Enum
        ? Counted(items.Length, "numbers")
        : List(items);

    private static string Counted(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"[{count:#,0} {what}]");

    private static bool IsSecret(string name) => Plain(name) is var plain
        && Secrets.Any(secret => plain.EndsWith(secret, StringComparison.OrdinalIgnoreCase));

    // Addresses with a password, and signed ones.
    private static bool HoldsSecret(string text) => Plain(text) is var plain
        && (Leads.Any(lead => plain.Contains(lead, StringComparison.OrdinalIgnoreCase))
            || (text.Contains("://", StringComparison.Ordinal)
                && (text.Contains('@', StringComparison.Ordinal) || text.Contains("token=", StringComparison.OrdinalIgnoreCase)
                    || text.Contains("sig=", StringComparison.OrdinalIgnoreCase)
                    || text.Contains("signature=", StringComparison.OrdinalIgnoreCase))));

    // x-api-key and api_key are ApiKey.
    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
}
