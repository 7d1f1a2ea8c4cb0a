using System.Text.Json.Serialization.Metadata;

namespace FraudMl;

/// <summary>The calls about runs.</summary>
internal sealed class RunApi(Workspace workspace)
{
    private const string Runs = "api/2.2/jobs/runs/";

    public Task<RunReference> SubmitAsync(RunRequest run) =>
        PostAsync(Runs + "submit", run, RunJson.Default.RunRequest, CancellationToken.None);

    public Task CancelAsync(long id, CancellationToken cancellationToken) =>
        PostAsync(Runs + "cancel", new RunReference { RunId = id }, RunJson.Default.RunReference, cancellationToken);

    /// <summary>Returns a run; null where it may not be told yet, since it was submitted right now.</summary>
    public async Task<RunAnswer?> FindAsync(long id, bool mayBeAbsent, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync($"get?run_id={id}", RunJson.Default.RunAnswer, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabricksException error) when (mayBeAbsent && error.ErrorCode is "INVALID_PARAMETER_VALUE" or "RESOURCE_DOES_NOT_EXIST")
        {
            return null;
        }
    }

    public Task<RunOutput> OutputAsync(long taskRunId, CancellationToken cancellationToken) =>
        GetAsync($"get-output?run_id={taskRunId}", RunJson.Default.RunOutput, cancellationToken);

    private async Task<T> GetAsync<T>(string call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Runs + call);
        return await workspace.Api.SendAsync(request, type, cancellationToken).ConfigureAwait(false);
    }

    // Answers name a run, or say nothing.
    private async Task<RunReference> PostAsync<T>(string path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = JsonBody.Of(body, type);
        return await workspace.Api.SendAsync(request, RunJson.Default.RunReference, cancellationToken).ConfigureAwait(false);
    }
}
