namespace FraudMl.Mlflow;

/// <summary>Creates a run exactly once, also when the answer to the request gets lost.</summary>
internal static class RunCreation
{
    public static Task<Created<MlflowRun>> CreateAsync(
        MlflowClient client, string experimentId, string? runName, string? parentRunId, IReadOnlyDictionary<string, string>? tags, CancellationToken cancellationToken)
    {
        string key = ExactlyOnce.NewKey();
        MlflowCreateRun request = Request(client, experimentId, runName, parentRunId, tags, key);
        return ExactlyOnce.CreateAsync(
            async () => (await client.Runs.CreateAsync(request, cancellationToken).ConfigureAwait(false)).Run,
            () => FindAsync(client, experimentId, key, cancellationToken),
            twin => client.Runs.DeleteAsync(new MlflowRunReference { RunId = twin.Info.RunId }, cancellationToken),
            run => run.Info.RunId);
    }

    private static MlflowCreateRun Request(
        MlflowClient client, string experimentId, string? runName, string? parentRunId, IReadOnlyDictionary<string, string>? tags, string key)
    {
        var all = new Dictionary<string, string>
        {
            ["mlflow.user"] = Environment.UserName,
            ["mlflow.source.name"] = Environment.ProcessPath ?? AppDomain.CurrentDomain.FriendlyName,
            ["mlflow.source.type"] = "LOCAL",
            [ExactlyOnce.KeyTag] = key,
        };
        if (GitRepository.CommitOf(Environment.CurrentDirectory) is { } commit)
            all["mlflow.source.git.commit"] = commit;
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

    private static async Task<IReadOnlyList<MlflowRun>> FindAsync(MlflowClient client, string experimentId, string key, CancellationToken cancellationToken)
    {
        var search = new MlflowSearchRuns
        {
            ExperimentIds = [experimentId],
            Filter = MlflowFilter.OfRuns(run => run.Tag(ExactlyOnce.KeyTag) == key).ToString(),
        };
        // They ask for the same start, so the earliest is the one all agree on.
        return [.. (await client.Runs.SearchAsync(search, cancellationToken).ConfigureAwait(false)).Runs.OrderBy(run => run.Info.RunId, StringComparer.Ordinal)];
    }
}
