using System.Text.RegularExpressions;

namespace FraudMl;

/// <summary>A registered version that an endpoint serves, and its share of the requests.</summary>
public sealed partial record DatabricksServedModel
{
    // What Databricks allows.
    private const int MostSecrets = 30, LongestName = 63;

    /// <value>The registered model: <c>main.fraud.cards</c> in Unity Catalog, or a name of the workspace's own registry.</value>
    public required string Model { get; init; }

    /// <value>The version, such as <c>7</c>.</value>
    public required string Version { get; init; }

    /// <value>How many of a hundred requests it answers, 0 to 100; those of an endpoint add up to 100. Default 100.</value>
    public int TrafficPercent { get; init; } = 100;

    /// <value>How many requests it answers at once. Default <see cref="DatabricksServingSize.Small"/>.</value>
    public DatabricksServingSize Size { get; init; }

    /// <value>Whether it costs nothing while nobody asks: the first request afterwards waits, mostly less than a minute. Default
    /// false.</value>
    public bool ScaleToZero { get; init; }

    /// <value>Environment variables of the server and the secrets that they get, as <c>scope/key</c>: at most 30. Databricks fills them in;
    /// no secret passes through here. Default: none.</value>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <value>Its name within the endpoint. Default: the model's last part and the version, such as <c>cards-7</c>.</value>
    public string Name
    {
        get => field ?? Words().Replace($"{Model.Split('.')[^1]}-{Version}", "-");
        init;
    }

    /// <summary>Returns model, version and share.</summary>
    public override string ToString() => $"{Model} {Version} ({TrafficPercent} %)";

    /// <summary>Returns everything that is wrong, one sentence each.</summary>
    internal IEnumerable<string> Problems()
    {
        if (TrafficPercent is < 0 or > 100) yield return $"TrafficPercent must be in [0, 100]. Got {TrafficPercent} instead.";
        if (Model.Split('.') is not { Length: 1 or 3 } parts || parts.Any(string.IsNullOrWhiteSpace))
            yield return $"Model must be a name such as main.fraud.cards, or one of the workspace's registry. Got '{Model}' instead.";
        if (string.IsNullOrWhiteSpace(Version)) yield return "Version must not be blank.";
        if (!Enum.IsDefined(Size)) yield return $"Size must be Small, Medium or Large. Got {Size} instead.";
        if (Name.Length is 0 or > LongestName || Words().IsMatch(Name))
            yield return $"Name must have 1 to {LongestName} letters, digits, dashes and underscores. Got '{Name}' instead.";
        if (Secrets.Count > MostSecrets) yield return $"Secrets must be at most {MostSecrets}. Got {Secrets.Count} instead.";
        foreach ((string variable, string secret) in Secrets)
        {
            if (!Variable().IsMatch(variable)) yield return $"Secrets must have names of environment variables. Got '{variable}' instead.";
            // What stands there by mistake may be the secret itself.
            if (!Secret().IsMatch(secret)) yield return $"Secrets must name a secret as scope/key. {variable} does not.";
        }
    }

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex Words();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Variable();

    [GeneratedRegex("^[A-Za-z0-9_.@-]{1,128}/[A-Za-z0-9_.-]{1,128}$")]
    private static partial Regex Secret();
}

/// <summary>How many requests a served version answers at once; the upper end is reached by itself as they come.</summary>
public enum DatabricksServingSize
{
    /// <summary>4.</summary>
    Small,

    /// <summary>8 to 16.</summary>
    Medium,

    /// <summary>16 to 64.</summary>
    Large,
}
