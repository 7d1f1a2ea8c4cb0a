using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FraudMl.Mlflow;

/// <summary>MLflow's rules for names and lengths.</summary>
internal static partial class MlflowNames
{
    private static readonly SearchValues<char> _notInLoggedModel = SearchValues.Create("/:.%\"'");

    /// <summary>What MLflow's database layer puts before some of its errors.</summary>
    public const string DatabaseRemark = "(raised as a result of Query-invoked autoflush; consider using a session.no_autoflush block if "
        + "this flush is occurring prematurely)\n";

    public const int KeyLength = 250;
    public const int ParamLength = 6_000;
    public const int RunTagLength = 8_000;
    public const int ExperimentTagLength = 5_000;
    public const int DescriptionLength = 20_000;
    public const int LinkLength = 2_048;
    public const int RegistryTagLength = TextLength;

    /// <summary>The longest text where MLflow itself has no limit: what is stored comes back in every search.</summary>
    public const int TextLength = 100_000;

    /// <summary>The most ids, keys or values in a list.</summary>
    public const int MostItems = 1_000;

    /// <summary>Refuses a key of a metric, parameter or tag that MLflow would refuse.</summary>
    /// <param name="key">The key.</param>
    /// <param name="parameter">How the field is called in the request.</param>
    /// <param name="lengthName">How the key is called when it is too long.</param>
    public static void CheckKey(string? key, string parameter = "key", string? lengthName = null)
    {
        Require(key, parameter);
        CheckText(key, lengthName ?? parameter);
        if (!KeyCharacters().IsMatch(key!))
        {
            throw MlflowException.Invalid(
                $"Invalid value \"{key}\" for parameter '{parameter}' supplied: Names may only contain alphanumerics, underscores (_), "
                + $"dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).");
        }

        string resolved = Resolve(key!);
        if (resolved != key || key == "." || key.StartsWith('/') || key.Split('/')[0] == "..")
        {
            throw MlflowException.Invalid(
                $"Invalid value \"{key}\" for parameter '{parameter}' supplied: Names may be treated as files in certain cases, and must "
                + $"not resolve to other names when treated as such. This name would resolve to '{resolved}'");
        }

        CheckLength(key, lengthName ?? parameter, KeyLength);
    }

    public static void CheckLength(string? value, string name, int most)
    {
        if (value?.Length > most)
            throw MlflowException.Invalid($"'{name}' exceeds the maximum length of {most} characters");
    }

    /// <summary>Refuses a text that would make every search slow.</summary>
    public static void CheckText(string? value, string name) => CheckLength(value ?? "", name, TextLength);

    public static void CheckDescription(string? description) => CheckLength(description ?? "", "description", DescriptionLength);

    public static void CheckTexts(IReadOnlyList<MlflowTag> tags)
    {
        foreach (MlflowTag tag in tags)
        {
            CheckText(tag.Key, "key");
            CheckText(tag.Value, "value");
        }
    }

    public static void CheckCount(int count, string name)
    {
        if (count > MostItems)
            throw MlflowException.Invalid($"'{name}' has {count} items; a request may have {MostItems}. Ask in parts.");
    }

    public static void CheckTimestamp(MlflowMetric metric)
    {
        if (metric.Timestamp >= 0)
            return;
        string value = metric.Value.ToString("0.0###############", CultureInfo.InvariantCulture);
        throw MlflowException.Invalid($"Invalid value {metric.Timestamp} for parameter 'timestamp' supplied: metric '{metric.Key}' "
            + $"(value={value}). Timestamp must be a nonnegative long (64-bit integer) ");
    }

    public static void CheckRegisteredModel(string? name)
    {
        Require(name, "name");
        CheckText(name, "name");
        if (string.IsNullOrWhiteSpace(name))
            throw MlflowException.Invalid("Missing value for required parameter 'name'.");
        if (name.AsSpan().ContainsAny('/', ':'))
            throw MlflowException.Invalid($"Invalid model name '{name}'. Names cannot contain '/' or ':'.");
    }

    public static void CheckLoggedModel(string name)
    {
        CheckText(name, "name");
        if (name.Length == 0 || name.AsSpan().ContainsAny(_notInLoggedModel))
        {
            throw MlflowException.Invalid(
                $"Invalid model name ('{name}') provided. Model name must be a non-empty string and cannot contain the following "
                + $"characters: ('/', ':', '.', '%', '\"', \"'\")");
        }
    }

    public static void CheckAlias(string? alias)
    {
        Require(alias, "alias");
        CheckText(alias, "Registered model alias name");
        if (!AliasCharacters().IsMatch(alias!))
            throw MlflowException.Invalid(
                $"Invalid alias name: '{alias}'. Names may only contain alphanumerics, underscores (_), and dashes (-).");
        CheckLength(alias!, "Registered model alias name", 255);
        if (alias!.Equals("latest", StringComparison.OrdinalIgnoreCase))
            throw MlflowException.Invalid("'latest' alias name (case insensitive) is reserved.");
        if (VersionAlias().IsMatch(alias))
            throw MlflowException.Invalid($"Version alias name '{alias}' is reserved.");
    }

    public static void Require(string? value, string parameter)
    {
        if (string.IsNullOrEmpty(value))
            throw MlflowException.Invalid(
                $"Missing value for required parameter '{parameter}'. See the API docs for more information about request parameters.");
    }

    /// <summary>Cuts a text, but no character in half.</summary>
    public static string Cut(string value, int most) =>
        value.Length <= most ? value : value[..(char.IsHighSurrogate(value[most - 1]) ? most - 1 : most)];

    /// <summary>Normalises the key as if it were a path.</summary>
    private static string Resolve(string key)
    {
        var segments = new List<string>();
        bool isAbsolute = key.StartsWith('/');
        foreach (string segment in key.Split('/'))
        {
            if (segment is "" or ".")
                continue;
            if (segment == ".." && segments.Count > 0 && segments[^1] != "..")
                segments.RemoveAt(segments.Count - 1);
            else if (segment != ".." || !isAbsolute)
                segments.Add(segment);
        }

        string path = (isAbsolute ? "/" : "") + string.Join('/', segments);
        return path.Length == 0 ? "." : path;
    }

    [GeneratedRegex(@"^[/\w.\- :]*$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyCharacters();

    [GeneratedRegex(@"^[\w\-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex AliasCharacters();

    [GeneratedRegex(@"^[vV]\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex VersionAlias();
}
