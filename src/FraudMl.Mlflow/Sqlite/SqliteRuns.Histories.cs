namespace FraudMl.Mlflow;

internal sealed partial class SqliteRuns
{
    public Task<MlflowMetricPage> GetMetricHistoriesAsync(
        string[] runIds, string metricKey, int? startStep = null, int? endStep = null, int maxResults = 2_500,
        CancellationToken cancellationToken = default) =>
        store.ReadAsync(session =>
        {
            MlflowNames.Require(runIds.FirstOrDefault(), "run_ids");
            MlflowNames.Require(metricKey, "metric_key");
            SearchLimits.CheckKeys(runIds.Length, "run_ids");
            int most = PageToken.Size(maxResults, 2_500);
            long first = startStep ?? long.MinValue;
            long last = endStep ?? long.MaxValue;
            HashSet<long> kept = StepsToKeep([.. runIds.Select(run => Steps(session, run, metricKey, first, last))], most);
            IEnumerable<MlflowMetric> metrics = runIds.SelectMany(run => session.Query(
                "SELECT key, value, timestamp, step, is_nan FROM metrics WHERE run_uuid = @id AND key = @key AND step BETWEEN @first AND "
                + "@last ORDER BY step, timestamp, value",
                reader => kept.Contains(reader.GetInt64(3)) ? ReadMetric(reader) with { RunId = run } : null,
                ("@id", run), ("@key", metricKey), ("@first", first), ("@last", last)).OfType<MlflowMetric>());
            return new MlflowMetricPage { Metrics = [.. metrics] };
        }, cancellationToken);

    public async Task<MlflowPresignedUpload> CreatePresignedUploadAsync(MlflowCreatePresignedUpload request,
        CancellationToken cancellationToken = default)
    {
        MlflowNames.Require(request.Path, "path");
        string uri = (await GetAsync(request.RunId, cancellationToken).ConfigureAwait(false)).Run.Info.ArtifactUri;
        string scheme = MlflowTrackingUri.SchemeOf(uri);
        throw MlflowException.Invalid(
            $"Presigned upload is not supported for runs with {(scheme == "mlflow-artifacts" ? "proxied" : "local")} artifact storage "
            + $"(artifact URI scheme: {scheme}). This endpoint requires a run with a direct cloud storage artifact URI.");
    }

    private static List<long> Steps(SqliteSession session, string run, string key, long first, long last) => session.Query(
        "SELECT DISTINCT step FROM metrics WHERE run_uuid = @id AND key = @key AND step BETWEEN @first AND @last ORDER BY step",
        reader => reader.GetInt64(0),
        ("@id", run), ("@key", key), ("@first", first), ("@last", last));

    /// <summary>Thins the steps of all runs evenly; the first and the last step of each run stay.</summary>
    private static HashSet<long> StepsToKeep(List<long>[] stepsOfRuns, int most)
    {
        long[] all = [.. stepsOfRuns.SelectMany(steps => steps).Distinct().Order()];
        if (all.Length <= most)
            return [.. all];
        var kept = new HashSet<long>();
        for (int i = 0; i < most; i++)
            kept.Add(all[(int)((long)i * all.Length / most)]);
        foreach (List<long> steps in stepsOfRuns.Where(steps => steps.Count > 0))
        {
            kept.Add(steps[0]);
            kept.Add(steps[^1]);
        }

        return kept;
    }
}
