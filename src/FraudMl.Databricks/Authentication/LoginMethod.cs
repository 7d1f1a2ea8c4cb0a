using System.Net.Http.Headers;
using System.Text;
using static FraudMl.DatabricksSettings;

namespace FraudMl;

/// <summary>A kind of log-in.</summary>
/// <param name="Name">Its name, as <c>auth_type</c> has it.</param>
/// <param name="Lacks">Returns why the settings are not enough for it; null where they are.</param>
/// <param name="Fetch">Gets a token.</param>
internal sealed record LoginMethod(
    string Name, Func<DatabricksSettings, string?> Lacks, Func<DatabricksSettings, TokenService, Task<AccessToken>> Fetch)
{
    private const string GithubUrl = "ACTIONS_ID_TOKEN_REQUEST_URL", GithubToken = "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
        UsualVariable = "DATABRICKS_OIDC_TOKEN";

    /// <summary>All kinds, in the order in which they are tried.</summary>
    public static IReadOnlyList<LoginMethod> All { get; } =
    [
        new("pat", settings => LacksOne(settings, Keys.Token), (settings, _) => Fixed("Bearer", settings[Keys.Token]!)),
        new("basic", settings => LacksOne(settings, Keys.Username) ?? LacksOne(settings, Keys.Password), (settings, _) => Fixed("Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings[Keys.Username]}:{settings[Keys.Password]}")))),
        new("oauth-m2m", settings => LacksOne(settings, Keys.ClientId) ?? LacksOne(settings, Keys.ClientSecret),
            (settings, service) => service.OfSecretAsync(settings[Keys.ClientId]!, settings[Keys.ClientSecret]!)),
        new("env-oidc", settings => settings.Variable(Variable(settings)) is null ? $"{Variable(settings)} is not set" : null,
            (settings, service) => service.ExchangeAsync(settings[Keys.ClientId], settings.Variable(Variable(settings))!)),
        new("file-oidc", settings => LacksOne(settings, Keys.OidcFile),
            async (settings, service) => await service.ExchangeAsync(
                settings[Keys.ClientId], await ReadAsync(settings[Keys.OidcFile]!).ConfigureAwait(false)).ConfigureAwait(false)),
        new("github-oidc", settings => settings.Variable(GithubUrl) is null ? $"{GithubUrl} is not set, so this is no GitHub workflow"
                : settings.Variable(GithubToken) is null ? $"{GithubToken} is not set: the workflow needs permissions: id-token: write"
                : null,
            async (settings, service) => await service.ExchangeAsync(settings[Keys.ClientId], await service.OfGithubAsync(
                settings.Variable(GithubUrl)!, settings.Variable(GithubToken)!, settings[Keys.Audience]).ConfigureAwait(false))
                .ConfigureAwait(false)),
        new("azure-msi", settings => LacksAzure(settings) ?? (settings[Keys.AzureUsesMsi] is "true" or "1" ? null
                : settings.Lacks(Keys.AzureUsesMsi)),
            (settings, service) => new EntraTokens(settings, service).OfManagedIdentityAsync()),
        new("azure-client-secret", settings => LacksAzure(settings) ?? LacksOne(settings, Keys.AzureClientId)
                ?? LacksOne(settings, Keys.AzureClientSecret),
            (settings, service) => new EntraTokens(settings, service).OfSecretAsync()),
        new("azure-cli", settings => LacksAzure(settings) ?? AzureCli.Lacks(settings),
            (settings, service) => new EntraTokens(settings, service).OfCliAsync()),
    ];

    public override string ToString() => Name;

    private static string? LacksOne(DatabricksSettings settings, string key) => settings[key] is null ? settings.Lacks(key) : null;

    private static string? LacksAzure(DatabricksSettings settings) =>
        EntraTokens.IsAzure(settings) ? null : $"{settings.Host.Host} is no workspace of Azure";

    private static string Variable(DatabricksSettings settings) => settings[Keys.OidcVariable] ?? UsualVariable;

    private static Task<AccessToken> Fixed(string scheme, string value) =>
        Task.FromResult(new AccessToken(new AuthenticationHeaderValue(scheme, value), default, expires: null));

    // Read each time: who writes the file renews it.
    private static async Task<string> ReadAsync(string path)
    {
        try
        {
            string text = (await File.ReadAllTextAsync(path).ConfigureAwait(false)).Trim();
            return text.Length > 0 ? text : throw new DatabricksException(
                $"'{path}' is empty, and should hold a token. Have one written into it.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatabricksException($"'{path}', which should hold a token, can't be read: {error.Message} Check the path.", error);
        }
    }
}
