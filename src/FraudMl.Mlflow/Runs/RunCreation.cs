namespace FraudMl.Mlflow;

/// <summary>Creates a run exactly once, also when the answer to the request gets lost.</summary>
internal static class RunCreation
{
    private const string CreationKeyTag = "fraudml.creationKey";
    private const int Attempts = 3;

    public static async Task<MlflowRun> CreateAsync(
        MlflowClient client, string experimentId, string? runName, string? parentRunId, IReadOnlyDictionary<string, string>? tags, CancellationToken cancellationToken)
    {
        string key = Guid.NewGuid().ToString("N");
        MlflowCreateRun request = Request(client, experimentId, runName, parentRunId, tags, key);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return (await client.Runs.CreateAsync(request, cancellationToken).ConfigureAwait(false)).Run;
            }
            catch (MlflowException error) when (error.IsAmbiguous && attempt < Attempts)
            {
                if (await FindAsync(client, experimentId, key, cancellationToken).ConfigureAwait(false) is { } created)
                    return created;
            }
        }
    }

    private static MlflowCreateRun Request(
        MlflowClient client, string experimentId, string? runName, string? parentRunId, IReadOnlyDictionary<string, string>? tags, string key)
    {
        var all = new Dictionary<string, string>
        {
            ["mlflow.user"] = Environment.UserName,
            ["mlflow.source.name"] = Environment.ProcessPath ?? AppDomain.CurrentDomain.FriendlyName,
            ["mlflow.source.type"] = "LOCAL",
            [CreationKeyTag] = key,
        };
        if (parentRunId is not null)
            all["mlflow.parentRunId"] = parentRunId;
        foreach ((string name, string value) in tags ?? new Dictionary<string, string>())
            all[name] = value;
        return new MlflowCreateRun
        {
            ExperimentId = experimentId,
            RunName = runName,
            UserId = all["mlflow.user"],
            StartTime = client.Time.GetUtcNow().ToUnixTimeMilliseconds(),
            Tags = [.. all.Select(tag => new MlflowTag(tag.Key, tag.Value))],
        };
    }

    /// <summary>Returns the earliest run with the key, if the request took effect after all.</summary>
    private static async Task<MlflowRun?> FindAsync(MlflowClient client, string experimentId, string key, CancellationToken cancellationToken)
    {
        var search = new MlflowSearchRuns
        {
            ExperimentIds = [experimentId],
            Filter = $"tags.`{CreationKeyTag}` = '{key}'",
            OrderBy = ["attributes.start_time ASC"],
        };
        IReadOnlyList<MlflowRun> found = (await client.Runs.SearchAsync(search, cancellationToken).ConfigureAwait(false)).Runs;
        return found.Count > 0 ? found[0] : null;
    }
}
