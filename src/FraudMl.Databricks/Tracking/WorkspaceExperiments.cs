using System.Text.Json.Serialization;
using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>The experiments of a workspace, which are named by paths: a name that is none is meant in the home folder of whoever is
/// logged in.</summary>
internal sealed class WorkspaceExperiments(IMlflowExperiments mlflow, MlflowCalls calls, WorkspaceFiles files) : IMlflowExperiments
{
    private string? _home;

    public async Task<MlflowExperimentCreated> CreateAsync(MlflowCreateExperiment request, CancellationToken cancellationToken = default)
    {
        string path = await PathOfAsync(request.Name, cancellationToken).ConfigureAwait(false);
        try
        {
            return await mlflow.CreateAsync(request with { Name = path }, cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowException error) when (error.ErrorCode == MlflowErrorCodes.ResourceDoesNotExist && path.LastIndexOf('/') > 0)
        {
            // Its folder is not there.
            await MlflowErrors.ToldAsync(() => files.MakeFolderAsync(path[..path.LastIndexOf('/')], cancellationToken))
                .ConfigureAwait(false);
            return await mlflow.CreateAsync(request with { Name = path }, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task<MlflowExperimentAnswer> GetAsync(string experimentId, CancellationToken cancellationToken = default) =>
        mlflow.GetAsync(experimentId, cancellationToken);

    public async Task<MlflowExperimentAnswer> GetByNameAsync(string experimentName, CancellationToken cancellationToken = default) =>
        await mlflow.GetByNameAsync(await PathOfAsync(experimentName, cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);

    public Task<MlflowExperimentPage> SearchAsync(MlflowSearchExperiments request, CancellationToken cancellationToken = default) =>
        mlflow.SearchAsync(request, cancellationToken);

    public Task UpdateAsync(MlflowUpdateExperiment request, CancellationToken cancellationToken = default) =>
        mlflow.UpdateAsync(request, cancellationToken);

    public Task DeleteAsync(MlflowExperimentReference request, CancellationToken cancellationToken = default) =>
        mlflow.DeleteAsync(request, cancellationToken);

    public Task RestoreAsync(MlflowExperimentReference request, CancellationToken cancellationToken = default) =>
        mlflow.RestoreAsync(request, cancellationToken);

    public Task SetTagAsync(MlflowSetExperimentTag request, CancellationToken cancellationToken = default) =>
        mlflow.SetTagAsync(request, cancellationToken);

    public Task DeleteTagAsync(MlflowDeleteExperimentTag request, CancellationToken cancellationToken = default) =>
        mlflow.DeleteTagAsync(request, cancellationToken);

    public Task<MlflowDatasetSummaryPage> SearchDatasetsAsync(
        MlflowSearchDatasets request, CancellationToken cancellationToken = default) =>
        mlflow.SearchDatasetsAsync(request, cancellationToken);

    private async Task<string> PathOfAsync(string name, CancellationToken cancellationToken)
    {
        if (name.StartsWith('/')) return name;
        _home ??= "/Users/" + ((await MlflowErrors.ToldAsync(() => calls.GetAsync(
            "preview/scim/v2/Me", ExperimentJson.Default.WorkspaceUser, cancellationToken)).ConfigureAwait(false)).UserName
            ?? throw new MlflowException(MlflowErrorCodes.InternalError, "Databricks does not say who is logged in. Name the experiment by "
                + "its path, such as /Shared/cards."));
        return $"{_home}/{name}";
    }
}

/// <summary>Who is logged in.</summary>
internal sealed record WorkspaceUser([property: JsonPropertyName("userName")] string? UserName);

[JsonSerializable(typeof(WorkspaceUser))]
internal sealed partial class ExperimentJson : JsonSerializerContext;
