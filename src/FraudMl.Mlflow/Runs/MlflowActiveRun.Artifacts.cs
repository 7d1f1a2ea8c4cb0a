using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FraudMl.Mlflow;

public sealed partial class MlflowActiveRun
{
    /// <summary>Writes a text file among the run's artifacts.</summary>
    public Task LogTextAsync(string artifactPath, string text, CancellationToken cancellationToken = default) =>
        _host.Artifacts.UploadTextAsync(UriOf(artifactPath), text, cancellationToken);

    /// <summary>Writes a file, such as a figure, among the run's artifacts.</summary>
    public Task LogBytesAsync(string artifactPath, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) =>
        _host.Artifacts.UploadBytesAsync(UriOf(artifactPath), bytes, cancellationToken);

    /// <summary>Writes a value as a JSON file among the run's artifacts.</summary>
    /// <param name="artifactPath">The file.</param>
    /// <param name="value">The value.</param>
    /// <param name="type">How it is written, from a source-generated <c>JsonSerializerContext</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task LogJsonAsync<T>(string artifactPath, T value, JsonTypeInfo<T> type, CancellationToken cancellationToken = default) =>
        LogBytesAsync(artifactPath, JsonSerializer.SerializeToUtf8Bytes(value, type), cancellationToken);

    /// <summary>Writes a table among the run's artifacts, as MLflow's pages show it; rows logged to the same file before stay, and the new
    /// ones come after them.</summary>
    /// <param name="artifactPath">The file, such as <c>errors.json</c>.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="rows">The rows: text, numbers, truth values or null, one per column.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="MlflowException">Thrown when a row has another length, or the file holds no table.</exception>
    public async Task LogTableAsync(string artifactPath, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows,
        CancellationToken cancellationToken = default)
    {
        MlflowTable table = MlflowTable.Of(columns, rows);
        MlflowRun run = (await _host.Connection.Runs.GetAsync(RunId, cancellationToken).ConfigureAwait(false)).Run;
        var logged = LoggedTables.Of(run);
        if (logged.Contains(artifactPath))
            table = MlflowTable.Parse(await _host.Artifacts.ReadTextAsync(UriOf(artifactPath), cancellationToken).ConfigureAwait(false))
                .Then(table);
        await LogTextAsync(artifactPath, table.ToJson(), cancellationToken).ConfigureAwait(false);
        if (!logged.Contains(artifactPath))
            await SetTagAsync(LoggedTables.Tag, logged.With(artifactPath), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Copies a file of this machine among the run's artifacts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="artifactFolder">The folder to put it in. Default: the root.</param>
    /// <param name="progress">Told after each block of bytes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task LogFileAsync(string file, string? artifactFolder = null, IProgress<MlflowTransfer>? progress = null,
        CancellationToken cancellationToken = default) =>
        _host.Artifacts.UploadFileAsync(UriOf(artifactFolder), file, progress, cancellationToken);

    /// <summary>Copies what is in a folder of this machine among the run's artifacts.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="artifactFolder">The folder to put it in. Default: the root.</param>
    /// <param name="progress">Told after each block of bytes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task LogFolderAsync(string folder, string? artifactFolder = null, IProgress<MlflowTransfer>? progress = null,
        CancellationToken cancellationToken = default) =>
        _host.Artifacts.UploadFolderAsync(UriOf(artifactFolder), folder, progress, cancellationToken);

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
        MlflowLoggedModel model = await LoggedModelCreation.CreateAsync(_host.Connection.LoggedModels, request, cancellationToken)
            .ConfigureAwait(false);
        string modelId = model.Info.ModelId;
        MlflowLoggedModelStatus status = MlflowLoggedModelStatus.UploadFailed;
        try
        {
            foreach (MlflowParam[] batch in all.Skip(MlflowBatchLimits.Params).Chunk(MlflowBatchLimits.Params))
                await _host.Connection.LoggedModels.LogParamsAsync(modelId, new MlflowLogModelParams { ModelId = modelId, Params = batch },
                    cancellationToken).ConfigureAwait(false);
            await LogOutputAsync(new MlflowModelOutput { ModelId = modelId, Step = step }, cancellationToken).ConfigureAwait(false);
            string folder = await write(model).ConfigureAwait(false);
            await _host.Artifacts.UploadFolderAsync(model.Info.ArtifactUri, folder, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            status = MlflowLoggedModelStatus.Ready;
        }
        finally
        {
            // Also when the upload failed or was cancelled: nobody shall wait for a model that never gets ready.
            var finalize = new MlflowFinalizeLoggedModel { ModelId = modelId, Status = status };
            model = (await _host.Connection.LoggedModels.FinalizeAsync(modelId, finalize, CancellationToken.None)
                .ConfigureAwait(false)).Model;
        }

        return model;
    }

    /// <summary>Logs a model directory among the run's artifacts, as servers before MLflow 3 want it
    /// (<see cref="MlflowClient.HasLoggedModelsAsync"/>).</summary>
    /// <param name="artifactFolder">The folder to put it in, such as <c>model</c>.</param>
    /// <param name="folder">The model directory on this machine.</param>
    /// <param name="modelJson">The content of its MLmodel file as JSON; with <c>run_id</c> and <c>artifact_path</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The model's URI, <c>runs:/RUN_ID/FOLDER</c>.</returns>
    public async Task<string> LogRunModelAsync(string artifactFolder, string folder, string modelJson,
        CancellationToken cancellationToken = default)
    {
        await LogFolderAsync(folder, artifactFolder, cancellationToken: cancellationToken).ConfigureAwait(false);
        await _host.Connection.Runs.LogModelAsync(new MlflowLogModel { RunId = RunId, ModelJson = modelJson }, cancellationToken)
            .ConfigureAwait(false);
        return UriOf(artifactFolder);
    }

    private async Task LogOutputAsync(MlflowModelOutput output, CancellationToken cancellationToken)
    {
        IMlflowRuns runs = _host.Connection.Runs;
        try
        {
            await runs.LogOutputsAsync(new MlflowLogOutputs { RunId = RunId, Models = [output] }, cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowException error) when (error.ErrorCode == MlflowErrorCodes.BadRequest)
        {
            // An output is taken once; the answer to an earlier attempt may have been lost.
            MlflowRun run = (await runs.GetAsync(RunId, cancellationToken).ConfigureAwait(false)).Run;
            if (run.Outputs.ModelOutputs.All(logged => logged.ModelId != output.ModelId)) throw;
        }
    }

    private string UriOf(string? artifactPath) => string.IsNullOrEmpty(artifactPath) ? $"runs:/{RunId}" : $"runs:/{RunId}/{artifactPath}";
}
