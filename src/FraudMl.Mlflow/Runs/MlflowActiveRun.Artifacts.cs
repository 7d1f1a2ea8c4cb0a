namespace FraudMl.Mlflow;

public sealed partial class MlflowActiveRun
{
    /// <summary>Writes a text file among the run's artifacts.</summary>
    public Task LogTextAsync(string artifactPath, string text, CancellationToken cancellationToken = default) =>
        _client.Artifacts.UploadTextAsync(UriOf(artifactPath), text, cancellationToken);

    /// <summary>Writes a file among the run's artifacts.</summary>
    public Task LogBytesAsync(string artifactPath, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) =>
        _client.Artifacts.UploadBytesAsync(UriOf(artifactPath), bytes, cancellationToken);

    /// <summary>Copies a file of this machine among the run's artifacts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="artifactFolder">The folder to put it in. Default: the root.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task LogFileAsync(string file, string? artifactFolder = null, CancellationToken cancellationToken = default) =>
        _client.Artifacts.UploadFileAsync(UriOf(artifactFolder), file, cancellationToken);

    /// <summary>Copies what is in a folder of this machine among the run's artifacts.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="artifactFolder">The folder to put it in. Default: the root.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task LogFolderAsync(string folder, string? artifactFolder = null, CancellationToken cancellationToken = default) =>
        _client.Artifacts.UploadFolderAsync(UriOf(artifactFolder), folder, cancellationToken);

    /// <summary>Logs a model directory as a logged model of MLflow 3 that this run made.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="modelType">Free text, such as <c>classifier</c>.</param>
    /// <param name="write">Writes the model directory for the given model; its id belongs into the MLmodel file.</param>
    /// <param name="parameters">Parameters of the model.</param>
    /// <param name="step">Training step at which it was made.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The model, ready.</returns>
    public async Task<MlflowLoggedModel> LogModelAsync(
        string name,
        Func<MlflowLoggedModel, Task<string>> write,
        string? modelType = null,
        IReadOnlyList<MlflowParam>? parameters = null,
        long step = 0,
        CancellationToken cancellationToken = default)
    {
        MlflowParam[] all = [.. parameters ?? []];
        var request = new MlflowCreateLoggedModel
        {
            ExperimentId = ExperimentId,
            Name = name,
            ModelType = modelType,
            SourceRunId = RunId,
            Params = [.. all.Take(MlflowBatchLimits.Params)],
        };
        MlflowLoggedModel model = await LoggedModelCreation.CreateAsync(_client.LoggedModels, request, cancellationToken).ConfigureAwait(false);
        string modelId = model.Info.ModelId;
        MlflowLoggedModelStatus status = MlflowLoggedModelStatus.UploadFailed;
        try
        {
            foreach (MlflowParam[] batch in all.Skip(MlflowBatchLimits.Params).Chunk(MlflowBatchLimits.Params))
                await _client.LoggedModels.LogParamsAsync(modelId, new MlflowLogModelParams { ModelId = modelId, Params = batch }, cancellationToken).ConfigureAwait(false);
            var output = new MlflowLogOutputs { RunId = RunId, Models = [new MlflowModelOutput { ModelId = modelId, Step = step }] };
            await _client.Runs.LogOutputsAsync(output, cancellationToken).ConfigureAwait(false);
            string folder = await write(model).ConfigureAwait(false);
            await _client.Artifacts.UploadFolderAsync(model.Info.ArtifactUri, folder, cancellationToken).ConfigureAwait(false);
            status = MlflowLoggedModelStatus.Ready;
        }
        finally
        {
            // Also when the upload failed or was cancelled: nobody shall wait for a model that never gets ready.
            var finalize = new MlflowFinalizeLoggedModel { ModelId = modelId, Status = status };
            model = (await _client.LoggedModels.FinalizeAsync(modelId, finalize, CancellationToken.None).ConfigureAwait(false)).Model;
        }

        return model;
    }

    private string UriOf(string? artifactPath) => string.IsNullOrEmpty(artifactPath) ? $"runs:/{RunId}" : $"runs:/{RunId}/{artifactPath}";
}
