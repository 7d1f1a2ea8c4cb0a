using System.Net;
using System.Text.Json.Nodes;

namespace FraudMl;

/// <summary>
/// Brings an endpoint to a configuration and waits until it serves it. Each step looks at how the endpoint stands, so that a step whose
/// answer was lost, another process with the same aim, and answers that lag behind all end in the same place.
/// </summary>
internal sealed class Deployment(
    Workspace workspace, string name, EndpointConfig wanted, DatabricksDeployOptions options, bool remembersBefore)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(10),
        // So long answers may lag behind what was sent.
        Settling = TimeSpan.FromSeconds(60);

    private readonly EndpointApi _api = new(workspace);

    // When the wish was taken, by this process or another one; null while it was not.
    private DateTimeOffset? _taken;
    // When the wish was sent and got no answer, for the first and the last time.
    private DateTimeOffset? _firstLost, _lastLost;
    private bool _wasUnderWay;
    private bool _isTabled;
    private DatabricksDeployProgress? _last;

    /// <exception cref="DatabricksException">Thrown when it could not be deployed, or not in time.</exception>
    public async Task<EndpointAnswer> RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset end = workspace.Time.GetUtcNow() + options.Timeout;
        for (PollPauses pauses = new(FirstPause, LongestPause); ;)
        {
            EndpointAnswer? endpoint = await LookAsync(cancellationToken).ConfigureAwait(false);
            if (endpoint is null) await CreateAsync(cancellationToken).ConfigureAwait(false);
            else if (await StepAsync(endpoint, cancellationToken).ConfigureAwait(false)) return endpoint;
            if (workspace.Time.GetUtcNow() > end) throw OutOfTime(endpoint);
            await Task.Delay(pauses.Next(), workspace.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<EndpointAnswer?> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _api.FindAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabricksException error) when (_taken is not null)
        {
            throw new DatabricksException($"The deployment of '{name}' was begun and goes on, but can't be followed: {error.Message} "
                + "Deploy the same again to wait for it.", error) { ErrorCode = error.ErrorCode, StatusCode = error.StatusCode };
        }
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (_taken is null)
        {
            var request = new EndpointRequest { Name = name, Config = wanted, AiGateway = Gateway(before: null) };
            // One that is there by now is looked at next.
            if (await _api.TryCreateAsync(request, cancellationToken).ConfigureAwait(false)) Taken();
        }
        else if (!IsSettling)
        {
            throw new DatabricksException($"The endpoint '{name}' was deleted by somebody while it was deployed. Deploy it again.");
        }
    }

    /// <summary>Makes the next step; true where none is left.</summary>
    private async Task<bool> StepAsync(EndpointAnswer endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.IsUpdating)
        {
            if (!EndpointConfigs.AreSame(endpoint.PendingConfig, wanted))
            {
                if (_wasUnderWay) throw Replaced();
                Report(DatabricksDeployStage.Waiting, endpoint);
                return false;
            }

            if (_taken is null) Taken();
            _wasUnderWay = true;
            Report(DatabricksDeployStage.Building, endpoint);
            return false;
        }

        bool isReady = endpoint.State.Ready == "READY";
        bool isThere = EndpointConfigs.AreSame(endpoint.Config, wanted) && (isReady || !endpoint.HasFailed);
        if (!isThere && endpoint.HasFailed && (_wasUnderWay || (_taken is not null && !IsSettling))) throw Failed(endpoint);
        if (!isThere)
        {
            // Whoever has seen it under way need not wait for answers that lag behind.
            if (_taken is not null && IsSettling && !_wasUnderWay) return false;
            if (_taken is not null) throw Replaced();
            if (IsWithin(_lastLost, Settling)) return false;
            await UpdateAsync(endpoint, cancellationToken).ConfigureAwait(false);
            return false;
        }

        if (!await IsTabledAsync(endpoint, cancellationToken).ConfigureAwait(false)) return false;
        Report(isReady ? DatabricksDeployStage.Ready : DatabricksDeployStage.Starting, endpoint);
        return isReady;
    }

    private async Task UpdateAsync(EndpointAnswer endpoint, CancellationToken cancellationToken)
    {
        if (!await IsTabledAsync(endpoint, cancellationToken).ConfigureAwait(false)) return;
        // Before the update: whoever comes to know of it can roll it back.
        if (remembersBefore && endpoint.Config is { ServedEntities.Count: > 0 } before)
            await _api.TagAsync(name, ConfigurationBefore.Tags(before, endpoint.Tags), cancellationToken).ConfigureAwait(false);
        try
        {
            if (await _api.TryUpdateAsync(name, wanted, cancellationToken).ConfigureAwait(false)) Taken();
        }
        catch (DatabricksException error) when (error.StatusCode is null or >= HttpStatusCode.InternalServerError)
        {
            // Whether it was taken shows in how the endpoint stands.
            _lastLost = workspace.Time.GetUtcNow();
            _firstLost ??= _lastLost;
            if (!IsWithin(_firstLost, workspace.Settings.Options.RetryTimeout)) throw;
        }
    }

    // False where the table was set right now: how the endpoint stands is looked at anew.
    private async Task<bool> IsTabledAsync(EndpointAnswer endpoint, CancellationToken cancellationToken)
    {
        JsonObject? gateway = Gateway(endpoint.AiGateway);
        if (_isTabled || gateway is null || JsonNode.DeepEquals(gateway, endpoint.AiGateway)) return true;
        await _api.SetGatewayAsync(name, gateway, cancellationToken).ConfigureAwait(false);
        _isTabled = true;
        return false;
    }

    // What else the gateway does is kept.
    private JsonObject? Gateway(JsonObject? before)
    {
        if (options.InferenceTable is not { } table) return null;
        JsonObject gateway = before?.DeepClone() as JsonObject ?? [];
        gateway["inference_table_config"] = new JsonObject
        {
            ["catalog_name"] = table.Catalog, ["schema_name"] = table.Schema, ["table_name_prefix"] = table.PrefixOf(name),
            ["enabled"] = true,
        };
        return gateway;
    }

    private bool IsSettling => IsWithin(_taken, Settling);

    private bool IsWithin(DateTimeOffset? since, TimeSpan time) => since is { } then && workspace.Time.GetUtcNow() - then < time;

    private void Taken() => _taken = workspace.Time.GetUtcNow();

    private void Report(DatabricksDeployStage stage, EndpointAnswer endpoint)
    {
        var progress = new DatabricksDeployProgress(stage, stage == DatabricksDeployStage.Ready ? "" : Said(endpoint));
        if (progress == _last) return;
        _last = progress;
        DatabricksLog.Deploying(workspace.Logger, name, stage.ToString(), progress.Detail);
        options.OnProgress?.Invoke(progress);
    }

    // What Databricks says of the versions that are being deployed.
    private static string Said(EndpointAnswer endpoint) => string.Join("; ", (endpoint.PendingConfig ?? endpoint.Config)?.ServedEntities
        .Where(entity => !string.IsNullOrWhiteSpace(entity.State?.DeploymentStateMessage))
        .Select(entity => $"{entity.Name}: {entity.State!.DeploymentStateMessage!.Trim().TrimEnd('.')}") ?? []);

    private DatabricksException Failed(EndpointAnswer endpoint)
    {
        string said = Said(endpoint);
        string how = endpoint.State.ConfigUpdate == "UPDATE_CANCELED" ? "was cancelled by somebody"
            : said.Length > 0 ? $"failed ({said})" : "failed, and Databricks does not say why";
        string still = endpoint.Config is { ServedEntities.Count: > 0 } ? "; what it served before it still serves" : "";
        return new DatabricksException($"The deployment of '{name}' {how}{still}. The logs of build and service are at {PageOf()}.")
        {
            ErrorCode = endpoint.State.ConfigUpdate,
        };
    }

    private DatabricksException Replaced() => new(
        $"The endpoint '{name}' was given another configuration by somebody while this one was deployed. Look at {PageOf()}.");

    private DatabricksException OutOfTime(EndpointAnswer? endpoint) => new(
        $"The endpoint '{name}' does not serve what was deployed after {options.Timeout}: it is "
        + (endpoint is null ? "not there" : $"{endpoint.State.Ready}, {endpoint.State.ConfigUpdate}")
        + $", and goes on by itself. Look at {PageOf()}, and deploy the same again to wait for it.");

    private Uri PageOf() => EndpointAddresses.Page(workspace.Settings.Host, name);
}
