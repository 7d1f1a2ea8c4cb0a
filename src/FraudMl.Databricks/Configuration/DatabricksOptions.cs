using Microsoft.Extensions.Logging;

namespace FraudMl;

/// <summary>How a Databricks workspace is reached. What is not set comes from the DATABRICKS_* environment variables, then from a
/// profile of
/// <c>.databrickscfg</c>, as in Databricks' own clients.</summary>
public sealed record DatabricksOptions : ValidatedOptions
{
    /// <value>The workspace, such as <c>https://dbc-a1b2345c-d6e7.cloud.databricks.com</c>. Default: DATABRICKS_HOST, else the profile's
    /// <c>host</c>.</value>
    public string? Host { get; init; }

    /// <value>The SQL warehouse that runs statements. Default: DATABRICKS_WAREHOUSE_ID, else the profile's <c>warehouse_id</c>.</value>
    public string? WarehouseId { get; init; }

    /// <value>The profile. Default: DATABRICKS_CONFIG_PROFILE, else the file's own default, else <c>DEFAULT</c>. Unless one is named,
    /// the file
    /// is not read where a host or a log-in is set already.</value>
    public string? Profile { get; init; }

    /// <value>The file of profiles. Default: DATABRICKS_CONFIG_FILE, else <c>~/.databrickscfg</c>.</value>
    public string? ConfigFile { get; init; }

    /// <value>The only kind of log-in that is tried: <c>pat</c>, <c>basic</c>, <c>oauth-m2m</c>, <c>env-oidc</c>, <c>file-oidc</c>,
    /// <c>github-oidc</c>, <c>azure-msi</c>, <c>azure-client-secret</c> or <c>azure-cli</c>. Default:
    /// DATABRICKS_AUTH_TYPE, else all of them in this order.</value>
    public string? AuthType { get; init; }

    /// <value>A personal access token. Default: DATABRICKS_TOKEN, else the profile's <c>token</c>.</value>
    public string? Token { get; init; }

    /// <value>A user's name, for workspaces that still take passwords. Default: DATABRICKS_USERNAME, else the profile's.</value>
    public string? Username { get; init; }

    /// <value>The user's password. Default: DATABRICKS_PASSWORD, else the profile's.</value>
    public string? Password { get; init; }

    /// <value>A service principal's application id. Default: DATABRICKS_CLIENT_ID, else the profile's <c>client_id</c>.</value>
    public string? ClientId { get; init; }

    /// <value>The service principal's OAuth secret. Default: DATABRICKS_CLIENT_SECRET, else the profile's <c>client_secret</c>.</value>
    public string? ClientSecret { get; init; }

    /// <value>The tenant of a workspace of Azure. Default: ARM_TENANT_ID, else the profile's <c>azure_tenant_id</c>, else the
    /// workspace's.</value>
    public string? AzureTenantId { get; init; }

    /// <value>The application id of a service principal of Microsoft Entra, or of a managed identity of many. Default: ARM_CLIENT_ID, else
    /// the profile's <c>azure_client_id</c>.</value>
    public string? AzureClientId { get; init; }

    /// <value>The secret of the service principal of Microsoft Entra. Default: ARM_CLIENT_SECRET, else the profile's
    /// <c>azure_client_secret</c>.</value>
    public string? AzureClientSecret { get; init; }

    /// <value>The workspace as a resource of Azure, <c>/subscriptions/…/workspaces/…</c>, where the principal is no user of the workspace
    /// yet. Default: DATABRICKS_AZURE_RESOURCE_ID, else the profile's <c>azure_workspace_resource_id</c>.</value>
    public string? AzureResourceId { get; init; }

    /// <value>The most requests per second to one group of the API, such as <c>sql/statements</c>, at least 1. Default:
    /// DATABRICKS_RATE_LIMIT,
    /// else the profile's <c>rate_limit</c>, else 15, as Databricks' own clients have it.</value>
    [Rule(AtLeast = 1)]
    public int? RequestsPerSecond { get; init; }

    /// <value>How long a statement may wait for its warehouse, above zero. Default: 15 minutes.</value>
    public TimeSpan WarehouseStartTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <value>How long a request is tried again after 429, 503 and broken connections, at least zero. Default: 5 minutes.</value>
    public TimeSpan RetryTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <value>Hears of retries and of warehouses that start; never of a secret or a value. Default: nobody.</value>
    public ILoggerFactory? LoggerFactory { get; init; }

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    // Where an address of a cloud's storage leads: in tests, to a double.
    internal Func<Uri, Uri> Storage { get; init; } = address => address;

    internal Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (WarehouseStartTimeout <= TimeSpan.Zero)
            yield return $"WarehouseStartTimeout must be above zero. Got {WarehouseStartTimeout} instead.";
        if (RetryTimeout < TimeSpan.Zero) yield return $"RetryTimeout must be at least zero. Got {RetryTimeout} instead.";
    }
}
