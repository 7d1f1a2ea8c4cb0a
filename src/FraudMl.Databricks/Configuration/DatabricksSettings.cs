using System.Globalization;

namespace FraudMl;

/// <summary>What options, environment and profile say together: of each field, the first of them that has it.</summary>
internal sealed class DatabricksSettings
{
    private const int UsualRequestsPerSecond = 15;
    private const string HostKey = "host", TypeKey = "auth_type", RateKey = "rate_limit", WarehouseKey = "warehouse_id";

    // Two kinds of log-in at once are a mistake; a client id alone belongs to two of them.
    private static readonly (string Family, string[] Keys)[] Families =
        [("pat", [Keys.Token]), ("basic", [Keys.Username, Keys.Password]), ("oauth", [Keys.ClientSecret]),
            ("azure", [Keys.AzureClientSecret])];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly string? _profile;

    private DatabricksSettings(DatabricksOptions options)
    {
        Options = options;
        (string Key, string? Given)[] fields =
        [
            (HostKey, options.Host), (WarehouseKey, options.WarehouseId), (TypeKey, options.AuthType), (Keys.Token, options.Token),
            (Keys.Username, options.Username), (Keys.Password, options.Password), (Keys.ClientId, options.ClientId),
            (Keys.ClientSecret, options.ClientSecret), (Keys.OidcVariable, null), (Keys.OidcFile, null), (Keys.Audience, null),
            (Keys.AzureTenant, options.AzureTenantId), (Keys.AzureClientId, options.AzureClientId),
            (Keys.AzureClientSecret, options.AzureClientSecret), (Keys.AzureResource, options.AzureResourceId), (Keys.AzureUsesMsi, null),
            (RateKey, options.RequestsPerSecond?.ToString(CultureInfo.InvariantCulture)),
        ];
        foreach ((string key, string? given) in fields)
        {
            if ((given ?? Variable(NameOf(key))) is { Length: > 0 } value) _values[key] = value;
        }

        string? named = options.Profile ?? Variable("DATABRICKS_CONFIG_PROFILE");
        // A file must not mix its log-in with a host that was set by other means.
        if (named is null && fields.Any(field => field.Key is not (WarehouseKey or RateKey or TypeKey) && _values.ContainsKey(field.Key)))
            return;

        string path = options.ConfigFile ?? Variable("DATABRICKS_CONFIG_FILE")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".databrickscfg");
        (string name, IReadOnlyDictionary<string, string> profile) = ConfigFile.Read(path, named);
        foreach ((string key, string value) in profile) _values.TryAdd(key, value);
        _profile = $"profile '{name}' of {path}";
    }

    public DatabricksOptions Options { get; }

    /// <summary>The workspace.</summary>
    public Uri Host => field ??= HostOf(_values.GetValueOrDefault(HostKey));

    public string? AuthType => _values.GetValueOrDefault(TypeKey);

    public string WarehouseId => _values.GetValueOrDefault(WarehouseKey) ?? throw new DatabricksException(
        "No SQL warehouse is named. Set DatabricksOptions.WarehouseId, DATABRICKS_WAREHOUSE_ID, or warehouse_id in "
        + $"{_profile ?? "a profile"}.");

    public int RequestsPerSecond => !_values.TryGetValue(RateKey, out string? text) ? UsualRequestsPerSecond
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int rate) && rate > 0 ? rate
        : throw new DatabricksException("DATABRICKS_RATE_LIMIT must be a whole number of requests per second, at least 1.");

    /// <exception cref="DatabricksException">Thrown when two kinds of log-in are set, or the profile is not there.</exception>
    public static DatabricksSettings Of(DatabricksOptions options)
    {
        options.Validate();
        var settings = new DatabricksSettings(options);
        string[] families = [.. Families.Where(family => family.Keys.Any(settings._values.ContainsKey)).Select(family => family.Family)];
        return families.Length <= 1 || settings.AuthType is not null ? settings : throw new DatabricksException(
            $"Several kinds of log-in are set: {string.Join(" and ", families)}. Set AuthType, or DATABRICKS_AUTH_TYPE, to say which "
            + "counts.");
    }

    /// <summary>Returns a field's value; null where nothing sets it.</summary>
    public string? this[string key] => _values.GetValueOrDefault(key);

    /// <summary>The values that must stand in no text.</summary>
    public IReadOnlyList<string> Secrets =>
        [.. new[] { Keys.Token, Keys.Password, Keys.ClientSecret }.Select(key => _values.GetValueOrDefault(key)).OfType<string>()];

    /// <summary>Returns a variable of the environment; null where it is not set.</summary>
    public string? Variable(string name) => Options.Environment(name) is { Length: > 0 } value ? value : null;

    /// <summary>Returns where a field was looked for and not found.</summary>
    public string Lacks(string key) =>
        _profile is null ? $"{NameOf(key)} is not set" : $"neither {NameOf(key)} nor {key} in {_profile} is set";

    public override string ToString() => $"{_values.GetValueOrDefault(HostKey)}, {_profile ?? "no profile"}";

    // What concerns Azure has the names of its own tools.
    private static string NameOf(string key) => key switch
    {
        Keys.AzureResource => "DATABRICKS_AZURE_RESOURCE_ID",
        _ when key.StartsWith("azure_", StringComparison.Ordinal) => "ARM_" + key["azure_".Length..].ToUpperInvariant(),
        _ => "DATABRICKS_" + key.ToUpperInvariant(),
    };

    private Uri HostOf(string? text)
    {
        if (text is null)
            throw new DatabricksException($"No Databricks workspace is named: {Lacks(HostKey)}. Set DatabricksOptions.Host, such as "
                + "https://dbc-a1b2345c-d6e7.cloud.databricks.com.");
        string address = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        // A token in clear goes no further than this machine.
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? host) && host.UserInfo.Length == 0
            && (host.Scheme == Uri.UriSchemeHttps || (host.Scheme == Uri.UriSchemeHttp && host.IsLoopback))
            ? new Uri(host.GetLeftPart(UriPartial.Authority))
            : throw new DatabricksException("The host of a workspace must be an https address without a log-in, such as "
                + "https://dbc-a1b2345c-d6e7.cloud.databricks.com.");
    }

    /// <summary>The fields of log-ins, as files write them.</summary>
    internal static class Keys
    {
        public const string Token = "token", Username = "username", Password = "password", ClientId = "client_id",
            ClientSecret = "client_secret", OidcVariable = "oidc_token_env", OidcFile = "oidc_token_filepath", Audience = "token_audience",
            AzureTenant = "azure_tenant_id", AzureClientId = "azure_client_id", AzureClientSecret = "azure_client_secret",
            AzureResource = "azure_workspace_resource_id", AzureUsesMsi = "azure_use_msi";
    }
}
