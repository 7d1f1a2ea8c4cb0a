namespace FraudMl.Mlflow;

/// <summary>Creates a run exactly once, also when the answer to the request gets lost.</summary>
internal static class RunCreation
{
    public static Task<Created<MlflowRun>> CreateAsync(
        IMlflowRuns runs, TimeProvider time, string experimentId, MlflowRunOptions options, CancellationToken cancellationToken)
    {
        string key = ExactlyOnce.NewKey();
        MlflowCreateRun request = Request(time, experimentId, options, key);
        return ExactlyOnce.CreateAsync(
            async () => (await runs.CreateAsync(request, cancellationToken).ConfigureAwait(false)).Run,
            () => FindAsync(runs, experimentId, key, cancellationToken),
            twin => runs.DeleteAsync(new MlflowRunReference { RunId = twin.Info.RunId }, cancellationToken),
            run => run.Info.RunId);
    }

    private static MlflowCreateRun Request(TimeProvider time, string experimentId, MlflowRunOptions options, string key)
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
        if (options.ParentRunId is { } parentRunId)
            all["mlflow.parentRunId"] = parentRunId;
        foreach ((string name, string value) in options.Tags)
            all[name] = value;
        return new MlflowCreateRun
        {
            ExperimentId = experimentId,
            RunName = options.RunName,
            UserId = all["mlflow.user"],
            StartTime = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Tags = [.. all.Select(tag => new MlflowTag(tag.Key, tag.Value))],
        };
    }

    private static async Task<IReadOnlyList<MlflowRun>> FindAsync(
        IMlflowRuns runs, string experimentId, string key, CancellationToken cancellationToken)
    {
        var search = new MlflowSearchRuns
        {
            ExperimentIds = [experimentId],
            Filter = MlflowFilter.OfRuns(run => run.Tag(ExactlyOnce.KeyTag) == key).ToString(),
        };
        // They ask for the same start, so the earliest is the one all agree on.
        MlflowRunPage found = await runs.SearchAsync(search, cancellationToken).ConfigureAwait(false);
        return [.. found.Runs.OrderBy(run => run.Info.RunId, StringComparer.Ordinal)];
    }
}
