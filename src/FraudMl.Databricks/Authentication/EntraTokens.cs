using System.Net.Http.Headers;
using System.Text.Json.Serialization;
using static FraudMl.DatabricksSettings;

namespace FraudMl;

/// <summary>Tokens of Microsoft Entra for workspaces of Azure, by plain HTTP: of a service principal's secret, of the managed identity of
/// the machine, or of who is logged in to Azure's command line.</summary>
internal sealed class EntraTokens(DatabricksSettings settings, TokenService service)
{
    // Azure Databricks itself, in every cloud of Azure.
    private const string Databricks = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";
    private const string MetadataHost = "http://169.254.169.254";

    private static readonly (string Suffix, string Login, string Management)[] Clouds =
    [
        (".azuredatabricks.net", "https://login.microsoftonline.com", "https://management.core.windows.net/"),
        (".databricks.azure.us", "https://login.microsoftonline.us", "https://management.core.usgovcloudapi.net/"),
        (".databricks.azure.cn", "https://login.chinacloudapi.cn", "https://management.core.chinacloudapi.cn/"),
    ];

    private (string Suffix, string Login, string Management) Cloud =>
        Clouds.FirstOrDefault(cloud => settings.Host.Host.EndsWith(cloud.Suffix, StringComparison.OrdinalIgnoreCase)) is { Login: not null }
            found ? found : Clouds[0];

    /// <summary>Returns whether a workspace is one of Azure: by its address, or because its resource is named.</summary>
    public static bool IsAzure(DatabricksSettings settings) => settings[Keys.AzureResource] is not null
        || Clouds.Any(cloud => settings.Host.Host.EndsWith(cloud.Suffix, StringComparison.OrdinalIgnoreCase));

    public async Task<AccessToken> OfSecretAsync()
    {
        string tenant = settings[Keys.AzureTenant] ?? await TenantAsync().ConfigureAwait(false);
        return await WithManagementAsync(resource => OfTenantAsync(resource)).ConfigureAwait(false);

        async Task<EntraToken> OfTenantAsync(string resource)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Post, Trusted("AZURE_AUTHORITY_HOST", Cloud.Login, $"{Uri.EscapeDataString(tenant)}/oauth2/v2.0/token"))
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = settings[Keys.AzureClientId]!,
                    ["client_secret"] = settings[Keys.AzureClientSecret]!,
                    ["scope"] = resource + "/.default",
                }),
            };
            return await service.Client.SendAsync(request, EntraJson.Default.EntraToken, CancellationToken.None).ConfigureAwait(false);
        }
    }

    public Task<AccessToken> OfManagedIdentityAsync() => WithManagementAsync(async resource =>
    {
        string which = settings[Keys.AzureClientId] is { } id ? $"&client_id={Uri.EscapeDataString(id)}" : "";
        string asked = $"resource={Uri.EscapeDataString(resource)}{which}";
        // App Service, Functions and container apps name a place of their own.
        bool isApp = settings.Variable("IDENTITY_ENDPOINT") is not null && settings.Variable("IDENTITY_HEADER") is not null;
        using HttpRequestMessage request = isApp
            ? new(HttpMethod.Get, $"{settings.Variable("IDENTITY_ENDPOINT")}?api-version=2019-08-01&{asked}")
            : new(HttpMethod.Get, new Uri(new Uri(settings.Variable("AZURE_POD_IDENTITY_AUTHORITY_HOST") ?? MetadataHost),
                $"/metadata/identity/oauth2/token?api-version=2018-02-01&{asked}"));
        if (isApp) request.Headers.Add("X-IDENTITY-HEADER", settings.Variable("IDENTITY_HEADER"));
        else request.Headers.Add("Metadata", "true");
        return await service.Client.SendAsync(request, EntraJson.Default.EntraToken, CancellationToken.None).ConfigureAwait(false);
    });

    public Task<AccessToken> OfCliAsync() =>
        WithManagementAsync(async resource => await AzureCli.TokenAsync(settings, resource).ConfigureAwait(false));

    // Who is no user of the workspace yet is let in by what it may do to the workspace as a resource of Azure.
    private async Task<AccessToken> WithManagementAsync(Func<string, Task<EntraToken>> fetchAsync)
    {
        DateTimeOffset now = service.Time.GetUtcNow();
        EntraToken token = await fetchAsync(Databricks).ConfigureAwait(false);
        DateTimeOffset expires = token.ExpiresIn > 0 ? now.AddSeconds(token.ExpiresIn)
            : token.ExpiresOn > 0 ? DateTimeOffset.FromUnixTimeSeconds(token.ExpiresOn) : now;
        if (token.AccessToken is not { Length: > 0 } value || expires <= now)
            throw new DatabricksException("Microsoft Entra answered without a token, or with one that never was good. Check the "
                + "tenant, and this machine's clock.");
        var beside = new Dictionary<string, string>();
        if (settings[Keys.AzureResource] is { } resource)
        {
            beside["X-Databricks-Azure-Workspace-Resource-Id"] = resource;
            beside["X-Databricks-Azure-SP-Management-Token"] = (await fetchAsync(Cloud.Management).ConfigureAwait(false)).AccessToken
                ?? throw new DatabricksException("Microsoft Entra answered without a token for the management of Azure. Check the "
                    + "role of the principal on the workspace's resource.");
        }

        return new AccessToken(new AuthenticationHeaderValue("Bearer", value), now, expires) { Beside = beside };
    }

    // The workspace sends browsers to its tenant.
    private async Task<string> TenantAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(settings.Host, "aad/auth"));
        using HttpResponseMessage response = await service.Client.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        return response.Headers.Location is { IsAbsoluteUri: true, Segments: [_, var tenant, ..] } && tenant.Length > 1
            ? Uri.UnescapeDataString(tenant.TrimEnd('/'))
            : throw new DatabricksException($"The workspace does not say its tenant. {settings.Lacks(Keys.AzureTenant)}.");
    }

    // A secret goes to Microsoft, or where Azure's own variable says, and in clear no further than this machine.
    private Uri Trusted(string variable, string usual, string path)
    {
        string address = settings.Variable(variable) ?? usual;
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? host)
            && (host.Scheme == Uri.UriSchemeHttps || (host.Scheme == Uri.UriSchemeHttp && host.IsLoopback))
            ? new Uri(host, "/" + path)
            : throw new DatabricksException($"{variable} must be an https address.");
    }
}

/// <summary>A token of Microsoft Entra; the managed identity writes numbers as texts.</summary>
internal sealed class EntraToken
{
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    [JsonPropertyName("expires_in")]
    public long ExpiresIn { get; init; }

    [JsonPropertyName("expires_on")]
    public long ExpiresOn { get; init; }
}

[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(EntraToken))]
[JsonSerializable(typeof(CliToken))]
internal sealed partial class EntraJson : JsonSerializerContext;
