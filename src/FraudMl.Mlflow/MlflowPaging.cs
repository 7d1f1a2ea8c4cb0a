using System.Runtime.CompilerServices;

namespace FraudMl.Mlflow;

/// <summary>Searches that go from page to page as the loop goes on.</summary>
public static class MlflowPaging
{
    private const int LongestHistoryPage = 25_000;

    /// <summary>Returns all runs that a search finds, page by page.</summary>
    public static IAsyncEnumerable<MlflowRun> SearchAllAsync(this IMlflowRuns runs, MlflowSearchRuns request,
        CancellationToken cancellationToken = default) =>
        PagesAsync(request.PageToken, async (token, cancelled) =>
        {
            MlflowRunPage page = await runs.SearchAsync(request with { PageToken = token }, cancelled).ConfigureAwait(false);
            return (page.Runs, page.NextPageToken);
        }, cancellationToken);

    /// <summary>Returns the runs of experiments that a filter finds, page by page.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="experimentIds">Ids of the experiments to look into.</param>
    /// <param name="filter">What must hold: <c>run =&gt; run.Metric("ap") &gt; 0.9 &amp;&amp; run.Tag("env") == "prod"</c>.</param>
    /// <param name="orderBy">What comes first: <c>run =&gt; run.Metric("ap").Descending</c>. Default: the latest start.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="MlflowException">Thrown when a key or value can't be written in MLflow's grammar.</exception>
    public static IAsyncEnumerable<MlflowRun> SearchAllAsync(
        this IMlflowRuns runs,
        IReadOnlyList<string> experimentIds,
        Func<MlflowRunQuery, MlflowFilter> filter,
        Func<MlflowRunQuery, string>? orderBy = null,
        CancellationToken cancellationToken = default)
    {
        var request = new MlflowSearchRuns
        {
            ExperimentIds = experimentIds,
            Filter = MlflowFilter.OfRuns(filter).ToString(),
            OrderBy = orderBy is null ? [] : [orderBy(MlflowRunQuery.Instance)],
        };
        return runs.SearchAllAsync(request, cancellationToken);
    }

    /// <summary>Returns all values of a run's metric, in order of time, page by page.</summary>
    public static IAsyncEnumerable<MlflowMetric> GetMetricHistoryAllAsync(this IMlflowRuns runs, string runId, string metricKey,
        CancellationToken cancellationToken = default) =>
        PagesAsync(null, async (token, cancelled) =>
        {
            MlflowMetricPage page = await runs.GetMetricHistoryAsync(runId, metricKey, LongestHistoryPage, token, cancelled)
                .ConfigureAwait(false);
            return (page.Metrics, page.NextPageToken);
        }, cancellationToken);

    /// <summary>Returns all experiments that a search finds, page by page.</summary>
    public static IAsyncEnumerable<MlflowExperiment> SearchAllAsync(
        this IMlflowExperiments experiments, MlflowSearchExperiments request, CancellationToken cancellationToken = default) =>
        PagesAsync(request.PageToken, async (token, cancelled) =>
        {
            MlflowExperimentPage page = await experiments.SearchAsync(request with { PageToken = token }, cancelled).ConfigureAwait(false);
            return (page.Experiments, page.NextPageToken);
        }, cancellationToken);

    /// <summary>Returns all logged models that a search finds, page by page.</summary>
    public static IAsyncEnumerable<MlflowLoggedModel> SearchAllAsync(
        this IMlflowLoggedModels models, MlflowSearchLoggedModels request, CancellationToken cancellationToken = default) =>
        PagesAsync(request.PageToken, async (token, cancelled) =>
        {
            MlflowLoggedModelPage page = await models.SearchAsync(request with { PageToken = token }, cancelled).ConfigureAwait(false);
            return (page.Models, page.NextPageToken);
        }, cancellationToken);

    /// <summary>Returns all registered models that a filter finds, page by page.</summary>
    public static IAsyncEnumerable<MlflowRegisteredModel> SearchAllModelsAsync(
        this IMlflowRegistry registry, string? filter = null, string[]? orderBy = null, CancellationToken cancellationToken = default) =>
        PagesAsync(null, async (token, cancelled) =>
        {
            MlflowRegisteredModelPage page = await registry.SearchModelsAsync(filter, orderBy: orderBy, pageToken: token,
                cancellationToken: cancelled).ConfigureAwait(false);
            return (page.RegisteredModels, page.NextPageToken);
        }, cancellationToken);

    /// <summary>Returns all model versions that a filter finds, page by page.</summary>
    public static IAsyncEnumerable<MlflowModelVersion> SearchAllVersionsAsync(
        this IMlflowRegistry registry, string? filter = null, string[]? orderBy = null, CancellationToken cancellationToken = default) =>
        PagesAsync(null, async (token, cancelled) =>
        {
            MlflowModelVersionPage page = await registry.SearchVersionsAsync(filter, orderBy: orderBy, pageToken: token,
                cancellationToken: cancelled).ConfigureAwait(false);
            return (page.ModelVersions, page.NextPageToken);
        }, cancellationToken);

    private static async IAsyncEnumerable<T> PagesAsync<T>(
        string? token, Func<string?, CancellationToken, Task<(IReadOnlyList<T> Items, string? Next)>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            (IReadOnlyList<T> items, token) = await read(token, cancellationToken).ConfigureAwait(false);
            foreach (T item in items)
                yield return item;
        }
        while (!string.IsNullOrEmpty(token));
    }
}
