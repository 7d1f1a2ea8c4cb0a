using System.Text.Json.Serialization.Metadata;

namespace FraudMl;

/// <summary>Calls of MLflow's API that only Databricks has.</summary>
internal sealed class MlflowCalls(Workspace workspace)
{
    public Task<TAnswer> PostAsync<TRequest, TAnswer>(
        string path, TRequest body, JsonTypeInfo<TRequest> type, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body, type, answer, cancellationToken);

    public async Task<TAnswer> SendAsync<TRequest, TAnswer>(
        HttpMethod method, string path, TRequest body, JsonTypeInfo<TRequest> type, JsonTypeInfo<TAnswer> answer,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, $"api/2.0/{path}") { Content = JsonBody.Of(body, type) };
        return await workspace.Api.SendAsync(request, answer, cancellationToken).ConfigureAwait(false);
    }

    public async Task<TAnswer> GetAsync<TAnswer>(
        string path, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken, params (string Name, string? Value)[] query)
    {
        string text = string.Join('&', query.Where(pair => pair.Value is not null)
            .Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/2.0/{path}{(text.Length > 0 ? "?" + text : "")}");
        return await workspace.Api.SendAsync(request, answer, cancellationToken).ConfigureAwait(false);
    }
}
