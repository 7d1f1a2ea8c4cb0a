using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>Deploys registered versions to the serving endpoints of a Databricks workspace, and asks them. Thread-safe; keep it as long
/// as the clients that it gives.</summary>
public sealed partial class DatabricksServing : IDisposable
{
    // A model may take 297 s, and one that was scaled to zero comes up in a minute or two: the retries last as long.
    private static readonly FraudScoringClientOptions Patient = new() { Timeout = TimeSpan.FromMinutes(5), RetryCount = 10 };

    private readonly Workspace _workspace;
    private readonly EndpointApi _api;

    private DatabricksServing(Workspace workspace) => (_workspace, _api) = (workspace, new EndpointApi(workspace));

    /// <summary>Returns the serving of a workspace; nothing is sent before the first call.</summary>
    /// <param name="options">The workspace. Default: that of the environment or of <c>.databrickscfg</c>.</param>
    /// <exception cref="DatabricksException">Thrown when no workspace is named, or the settings contradict each other.</exception>
    public static DatabricksServing Connect(DatabricksOptions? options = null) => new(Workspace.Open(options));

    /// <summary>
    /// Creates an endpoint that serves registered versions, or updates the one that is there, and waits until it does; what it served
    /// before answers until then.
    /// </summary>
    /// <remarks>Deploying what is served already changes nothing. Another update that is under way is waited for. Cancelling ends the
    /// waiting; the deployment goes on.</remarks>
    /// <param name="name">The endpoint: at most 63 letters, digits, dashes and underscores.</param>
    /// <param name="models">The version, or several that share the requests.</param>
    /// <param name="options">The inference table, and how long to wait.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="FraudMlException">Thrown with everything that is wrong with the versions.</exception>
    /// <exception cref="DatabricksException">Thrown when the deployment is refused, fails or is not there in time, with the reason and
    /// where the logs are.</exception>
    public async Task<DatabricksEndpoint> DeployAsync(string name, IReadOnlyList<DatabricksServedModel> models,
        DatabricksDeployOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(models);
        (options ??= new DatabricksDeployOptions()).Validate();
        EndpointConfig wanted = EndpointConfigs.Of(models);
        if (!Names().IsMatch(name))
            throw new FraudMlException(
                $"An endpoint's name must have 1 to 63 letters, digits, dashes and underscores. Got '{name}' instead.");
        var deployment = new Deployment(_workspace, name, wanted, options, remembersBefore: true);
        return EndpointOf(await deployment.RunAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Brings back what an endpoint served before the last deployment that changed it, by any process, and waits until it
    /// does.</summary>
    /// <remarks>Rolling back twice is the same as once. What was served before is remembered in tags of the endpoint.</remarks>
    /// <param name="name">The endpoint.</param>
    /// <param name="options">How long to wait.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="DatabricksException">Thrown when nothing was served before, or as by <see cref="DeployAsync"/>.</exception>
    public async Task<DatabricksEndpoint> RollBackAsync(
        string name, DatabricksDeployOptions? options = null, CancellationToken cancellationToken = default)
    {
        (options ??= new DatabricksDeployOptions()).Validate();
        EndpointAnswer endpoint = await _api.FindAsync(name, cancellationToken).ConfigureAwait(false) ?? throw new DatabricksException(
            $"There is no endpoint '{name}' to roll back. Deploy a version to it first.");
        var deployment = new Deployment(_workspace, name, ConfigurationBefore.Of(endpoint), options, remembersBefore: false);
        return EndpointOf(await deployment.RunAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Returns an endpoint as it stands; null where there is none of the name.</summary>
    /// <param name="name">The endpoint.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    /// <exception cref="DatabricksException">Thrown when the workspace refuses, or can't be asked.</exception>
    public async Task<DatabricksEndpoint?> FindAsync(string name, CancellationToken cancellationToken = default) =>
        await _api.FindAsync(name, cancellationToken).ConfigureAwait(false) is { } endpoint ? EndpointOf(endpoint) : null;

    /// <summary>Deletes an endpoint; one that is not there is deleted. Its inference table stays.</summary>
    /// <param name="name">The endpoint.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="DatabricksException">Thrown when the workspace refuses, or can't be asked.</exception>
    public Task DeleteAsync(string name, CancellationToken cancellationToken = default) => _api.DeleteAsync(name, cancellationToken);

    /// <summary>Returns a client that scores transactions by an endpoint, with the workspace's log-in.</summary>
    /// <remarks>Unless options say otherwise it waits up to five minutes for an answer, and asks again for about two minutes after 429,
    /// 503 and broken connections, as while an endpoint comes up that was scaled to zero. A token that is refused before its time is
    /// renewed once.</remarks>
    /// <param name="name">The endpoint.</param>
    /// <param name="served">The one version that is asked, whatever its share: <see cref="DatabricksServedModel.Name"/>. Default: as the
    /// shares say.</param>
    /// <param name="options">Limits, and how rows become JSON.</param>
    public FraudScoringClient Query(string name, string? served = null, FraudScoringClientOptions? options = null)
    {
        options ??= Patient;
        options = options with { LoggerFactory = options.LoggerFactory ?? _workspace.Settings.Options.LoggerFactory };
        DelegatingHandler[] login = options is { Token: null, TokenSource: null, Username: null }
            ? [new WorkspaceErrorsHandler(), new LoginHandler(_workspace.Login, takesTokensOnly: true)] : [];
        string address = EndpointAddresses.Scoring(_workspace.Settings.Host, name, served).AbsoluteUri;
        return FraudScoringClient.Connect(address, options, _workspace.Time, login);
    }

    /// <inheritdoc/>
    public void Dispose() => _workspace.Dispose();

    /// <summary>Returns the workspace.</summary>
    public override string ToString() => $"serving endpoints of {_workspace.Settings.Host.Host}";

    private DatabricksEndpoint EndpointOf(EndpointAnswer endpoint)
    {
        string? TextOf(string key) => endpoint.AiGateway?["inference_table_config"]?[key] is JsonValue value
            && value.TryGetValue(out string? text) ? text : null;
        bool isTabled = endpoint.AiGateway?["inference_table_config"]?["enabled"] is JsonValue enabled
            && enabled.TryGetValue(out bool truth) && truth;
        return new DatabricksEndpoint
        {
            Name = endpoint.Name,
            IsReady = endpoint.State.Ready == "READY",
            IsUpdating = endpoint.IsUpdating,
            Models = EndpointConfigs.ModelsOf(endpoint.Config),
            InferenceTable = isTabled && TextOf("catalog_name") is { } catalog && TextOf("schema_name") is { } schema
                ? $"{catalog}.{schema}.{TextOf("table_name_prefix") ?? endpoint.Name}_payload" : null,
            Address = EndpointAddresses.Scoring(_workspace.Settings.Host, endpoint.Name),
            Page = EndpointAddresses.Page(_workspace.Settings.Host, endpoint.Name),
        };
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,63}$")]
    private static partial Regex Names();
}
