using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>The calls of Unity Catalog's registry of models.</summary>
internal sealed class CatalogCalls(MlflowCalls calls)
{
    private const string Models = "mlflow/unity-catalog/registered-models/", Versions = "mlflow/unity-catalog/model-versions/";

    // Numbers that were given to versions which are gone, or are not to be seen yet.
    private const int MostGaps = 3;

    public Task<TAnswer> OnModelAsync<TRequest, TAnswer>(
        HttpMethod method, string call, TRequest body, JsonTypeInfo<TRequest> type, JsonTypeInfo<TAnswer> answer,
        CancellationToken cancellationToken) =>
        MlflowErrors.ToldAsync(() => calls.SendAsync(method, Models + call, body, type, answer, cancellationToken));

    public Task<TAnswer> OnVersionAsync<TRequest, TAnswer>(
        HttpMethod method, string call, TRequest body, JsonTypeInfo<TRequest> type, JsonTypeInfo<TAnswer> answer,
        CancellationToken cancellationToken) =>
        MlflowErrors.ToldAsync(() => calls.SendAsync(method, Versions + call, body, type, answer, cancellationToken));

    public Task<MlflowRegisteredModelAnswer> ModelAsync(string name, CancellationToken cancellationToken) => MlflowErrors.ToldAsync(
        () => calls.GetAsync(Models + "get", CatalogJson.Default.MlflowRegisteredModelAnswer, cancellationToken, ("name", name)));

    public Task<MlflowRegisteredModelPage> ModelsAsync(int maxResults, string? pageToken, CancellationToken cancellationToken) =>
        MlflowErrors.ToldAsync(() => calls.GetAsync(Models + "search", CatalogJson.Default.MlflowRegisteredModelPage, cancellationToken,
            ("max_results", maxResults.ToString(CultureInfo.InvariantCulture)), ("page_token", pageToken)));

    public async Task<CatalogVersion> ByAliasAsync(string name, string alias, CancellationToken cancellationToken) => (await MlflowErrors
        .ToldAsync(() => calls.GetAsync(Models + "alias", CatalogJson.Default.CatalogVersionAnswer, cancellationToken,
            ("name", name), ("alias", alias))).ConfigureAwait(false)).ModelVersion ?? throw Empty(name);

    public async Task<CatalogVersion> VersionAsync(string name, string version, CancellationToken cancellationToken) => (await MlflowErrors
        .ToldAsync(() => calls.GetAsync(Versions + "get", CatalogJson.Default.CatalogVersionAnswer, cancellationToken,
            ("name", name), ("version", version))).ConfigureAwait(false)).ModelVersion ?? throw Empty(name);

    public Task<CatalogVersionPage> VersionsAsync(
        string? filter, int maxResults, string? pageToken, CancellationToken cancellationToken) =>
        MlflowErrors.ToldAsync(() => calls.GetAsync(Versions + "search", CatalogJson.Default.CatalogVersionPage, cancellationToken,
            ("filter", filter), ("max_results", maxResults.ToString(CultureInfo.InvariantCulture)), ("page_token", pageToken)));

    public Task<MlflowArtifactUri> DownloadUriAsync(string name, string version, CancellationToken cancellationToken) =>
        MlflowErrors.ToldAsync(() => calls.GetAsync(Versions + "get-download-uri", CatalogJson.Default.MlflowArtifactUri,
            cancellationToken, ("name", name), ("version", version)));

    public async Task<CatalogVersion> CreateVersionAsync(NewCatalogVersion request, CancellationToken cancellationToken) =>
        (await OnVersionAsync(HttpMethod.Post, "create", request, CatalogJson.Default.NewCatalogVersion,
            CatalogJson.Default.CatalogVersionAnswer, cancellationToken).ConfigureAwait(false)).ModelVersion ?? throw Empty(request.Name);

    public Task FinalizeAsync(string name, string version, CancellationToken cancellationToken) => OnVersionAsync(HttpMethod.Post,
        "finalize", new CatalogVersionReference(name, version), CatalogJson.Default.CatalogVersionReference,
        CatalogJson.Default.CatalogVersionAnswer, cancellationToken);

    public Task DeleteVersionAsync(string name, string version, CancellationToken cancellationToken) => OnVersionAsync(HttpMethod.Delete,
        "delete", new CatalogVersionReference(name, version), CatalogJson.Default.CatalogVersionReference, CatalogJson.Default.NoAnswer,
        cancellationToken);

    public async Task<CloudCredentials> CredentialsAsync(string name, string version, bool isWrite, CancellationToken cancellationToken) =>
        (await calls.PostAsync(Versions + "generate-temporary-credentials",
            new CatalogCredentialsRequest(name, version, isWrite ? "MODEL_VERSION_OPERATION_READ_WRITE" : "MODEL_VERSION_OPERATION_READ"),
            CatalogJson.Default.CatalogCredentialsRequest, CatalogJson.Default.CatalogCredentialsAnswer, cancellationToken)
            .ConfigureAwait(false)).Credentials ?? throw new DatabricksException(
                $"Databricks gave no credentials for the files of '{name}'. Try it again.");

    /// <summary>Returns every version of a name, without tags; also those that were made a moment ago, which a search may not find
    /// yet.</summary>
    public async Task<List<CatalogVersion>> AllVersionsAsync(string name, CancellationToken cancellationToken)
    {
        List<CatalogVersion> all = [];
        string? next = null;
        do
        {
            CatalogVersionPage page = await VersionsAsync($"name = {MlflowFilter.Text(name)}", 10_000, next, cancellationToken)
                .ConfigureAwait(false);
            all.AddRange(page.ModelVersions ?? []);
            next = page.NextPageToken;
        }
        while (!string.IsNullOrEmpty(next));
        int number = all.Count == 0 ? 0 : all.Max(version => VersionNumber.Parse(version.Version));
        for (int gaps = 0; gaps < MostGaps;)
        {
            number++;
            if (await FindVersionAsync(name, number.ToString(CultureInfo.InvariantCulture), cancellationToken)
                .ConfigureAwait(false) is { } later)
            {
                all.Add(later);
                gaps = 0;
            }
            else
            {
                gaps++;
            }
        }

        return all;
    }

    public async Task<CatalogVersion?> FindVersionAsync(string name, string version, CancellationToken cancellationToken)
    {
        try
        {
            return await VersionAsync(name, version, cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowException error) when (error.ErrorCode == MlflowErrorCodes.ResourceDoesNotExist)
        {
            return null;
        }
    }

    private static MlflowException Empty(string name) =>
        new(MlflowErrorCodes.InternalError, $"Databricks answered without a version of '{name}'. Try it again.");
}
