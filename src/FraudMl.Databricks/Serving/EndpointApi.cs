using System.Net;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace FraudMl;

/// <summary>The calls about serving endpoints.</summary>
internal sealed class EndpointApi(Workspace workspace)
{
    private const string Endpoints = "api/2.0/serving-endpoints";

    /// <summary>Returns an endpoint; null where there is none of the name.</summary>
    public async Task<EndpointAnswer?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Of(name));
            return await workspace.Api.SendAsync(request, EndpointJson.Default.EndpointAnswer, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabricksException error) when (IsAbsent(error))
        {
            return null;
        }
    }

    /// <summary>Creates an endpoint; false where there is one of the name by now.</summary>
    public async Task<bool> TryCreateAsync(EndpointRequest endpoint, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(HttpMethod.Post, Endpoints, endpoint, EndpointJson.Default.EndpointRequest, cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
        catch (DatabricksException error) when (error.ErrorCode is "RESOURCE_ALREADY_EXISTS" or "ALREADY_EXISTS"
            || error.StatusCode == HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    /// <summary>Gives an endpoint another configuration; false where another update is under way.</summary>
    public async Task<bool> TryUpdateAsync(string name, EndpointConfig config, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(HttpMethod.Put, Of(name) + "/config", config, EndpointJson.Default.EndpointConfig, cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
        catch (DatabricksException error) when (error.StatusCode == HttpStatusCode.Conflict || error.ErrorCode == "RESOURCE_CONFLICT")
        {
            return false;
        }
    }

    public Task TagAsync(string name, TagsRequest tags, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Patch, Of(name) + "/tags", tags, EndpointJson.Default.TagsRequest, cancellationToken);

    public Task SetGatewayAsync(string name, JsonObject gateway, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, Of(name) + "/ai-gateway", gateway, EndpointJson.Default.JsonObject, cancellationToken);

    /// <summary>Deletes an endpoint; one that is not there is deleted.</summary>
    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, Of(name));
            await workspace.Api.SendAsync(request, EndpointJson.Default.JsonObject, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabricksException error) when (IsAbsent(error))
        {
            // Gone before, or by the same call, whose answer was lost.
        }
    }

    // A path that the server does not know is no endpoint that is not there.
    private static bool IsAbsent(DatabricksException error) =>
        error is { StatusCode: HttpStatusCode.NotFound, ErrorCode: "RESOURCE_DOES_NOT_EXIST" or "NOT_FOUND" };

    private static string Of(string name) => $"{Endpoints}/{Uri.EscapeDataString(name)}";

    private async Task SendAsync<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = JsonBody.Of(body, type);
        await workspace.Api.SendAsync(request, mayBeAbsent: false, cancellationToken).ConfigureAwait(false);
    }
}
