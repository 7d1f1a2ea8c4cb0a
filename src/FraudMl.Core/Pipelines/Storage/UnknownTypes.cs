using System.Text.Json;

namespace FraudMl;

/// <summary>A name in a model file that no package has added.</summary>
internal sealed class UnknownTypeException(StoredPart part, string name) : Exception
{
    public string Key { get; } = UnknownTypes.KeyOf(part, StoredType.IsName(name) ? name : $"(a name of {name.Length} characters)");
}

/// <summary>Says which packages a model file needs.</summary>
internal static class UnknownTypes
{
    private const int LongestPackage = 128;

    // Files from before these types had a package of their own do not name it.
    private static readonly Dictionary<string, string> Earlier = new()
    {
        [KeyOf(StoredPart.Step, "mlnet")] = "FraudMl.MlNet",
        [KeyOf(StoredPart.Scorer, "ml.net")] = "FraudMl.MlNet",
    };

    public static string KeyOf(StoredPart part, string name) => $"{part.Noun} {name}";

    /// <summary>Returns the error that names every unknown type of a file, and the packages the file says they are of.</summary>
    public static FraudMlException Explain(UnknownTypeException first, ReadOnlyMemory<byte> payload, StoredTypeSet types)
    {
        var packages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string package) in PackagesOf(payload)) packages.TryAdd(key, package);
        HashSet<string> known = [.. types.Types.Select(type => KeyOf(type.Part, type.Name))];
        string[] unknown = [first.Key, .. packages.Keys.Where(key => key != first.Key && !known.Contains(key))];
        string? PackageOf(string key) => packages.GetValueOrDefault(key) ?? Earlier.GetValueOrDefault(key);
        return new FraudMlException("This model has parts that are not known here",
            [.. unknown.Select(key => Problem(key, PackageOf(key)))])
        {
            PackageName = PackageOf(first.Key),
        };
    }

    private static string Problem(string key, string? package) => package is null
        ? $"{key}: update the FraudMl packages, or reference the package it is of and add its types with StoredTypes.Add(…) before loading."
        : $"{key}: the file says it is of the package {package}. If you trust it, reference it and add its types with StoredTypes.Add(…) "
            + $"before loading.";

    // The file is not trusted: what is no name of a package is left out, and what follows the unknown part may not even be JSON.
    private static IEnumerable<(string Key, string Package)> PackagesOf(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = ModelJson.MaximumDepth });
            bool isGiven = document.RootElement.TryGetProperty("packages", out JsonElement packages);
            if (!isGiven || packages.ValueKind != JsonValueKind.Object) return [];
            return [.. packages.EnumerateObject()
                .Where(entry => entry.Value.ValueKind == JsonValueKind.String && IsKey(entry.Name) && IsPackage(entry.Value.GetString()!))
                .Select(entry => (entry.Name, entry.Value.GetString()!))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    private static bool IsKey(string key) => StoredPart.All.Any(part =>
        key.StartsWith(KeyOf(part, ""), StringComparison.Ordinal) && StoredType.IsName(key[KeyOf(part, "").Length..]));

    private static bool IsPackage(string name) =>
        name.Length is > 0 and <= LongestPackage && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');
}
