namespace FraudMl.Mlflow;

internal sealed partial class SqliteRuns
{
    public Task LogInputsAsync(MlflowLogInputs request, CancellationToken cancellationToken = default)
    {
        foreach (MlflowDatasetInput input in request.Datasets)
            CheckInput(input);
        return store.WriteAsync(session =>
        {
            RequireActive(session, request.RunId);
            long experimentId = SqliteExperiments.IdOf(FindInfo(session, request.RunId).ExperimentId);
            foreach (MlflowDatasetInput input in request.Datasets)
                WriteDatasetInput(session, experimentId, request.RunId, input);
            foreach (MlflowModelInput model in request.Models)
                WriteLink(session, "RUN_INPUT", request.RunId, "MODEL_INPUT", model.ModelId, step: 0);
        }, cancellationToken);
    }

    public Task LogOutputsAsync(MlflowLogOutputs request, CancellationToken cancellationToken = default)
    {
        return store.WriteAsync(session =>
        {
            RequireActive(session, request.RunId);
            if (request.Models.Count == 0)
                MlflowNames.Require(null, "models");
            foreach (MlflowModelOutput model in request.Models)
            {
                if (WriteLink(session, "RUN_OUTPUT", request.RunId, "MODEL_OUTPUT", model.ModelId, model.Step) is null)
                    throw new MlflowException(MlflowErrorCodes.BadRequest,
                        $"The model {model.ModelId} is already an output of the run {request.RunId}.");
            }
        }, cancellationToken);
    }

    private static MlflowRunInputs ReadInputs(SqliteSession session, string runId)
    {
        List<(string Input, MlflowDataset Dataset)> datasets = session.Query(
            """
            SELECT i.input_uuid, d.name, d.digest, d.dataset_source_type, d.dataset_source, d.dataset_schema, d.dataset_profile
            FROM inputs i JOIN datasets d ON d.dataset_uuid = i.source_id
            WHERE i.source_type = 'DATASET' AND i.destination_type = 'RUN' AND i.destination_id = @id ORDER BY i.rowid
            """,
            reader => (reader.GetString(0), new MlflowDataset
            {
                Name = reader.GetString(1),
                Digest = reader.GetString(2),
                SourceType = reader.GetString(3),
                Source = reader.GetString(4),
                Schema = reader.TextOrNull(5),
                Profile = reader.TextOrNull(6),
            }),
            ("@id", runId));
        return new MlflowRunInputs
        {
            DatasetInputs =
            [
                .. datasets.Select(row => new MlflowDatasetInput
                {
                    Dataset = row.Dataset,
                    Tags = session.Query("SELECT name, value FROM input_tags WHERE input_uuid = @input ORDER BY rowid",
                        reader => reader.Tag(), ("@input", row.Input)),
                }),
            ],
            ModelInputs = session.Query(
                "SELECT destination_id FROM inputs WHERE source_type = 'RUN_INPUT' AND source_id = @id AND destination_type = "
                + "'MODEL_INPUT' ORDER BY rowid",
                reader => new MlflowModelInput { ModelId = reader.GetString(0) },
                ("@id", runId)),
        };
    }

    private static void CheckInput(MlflowDatasetInput input)
    {
        MlflowDataset dataset = input.Dataset;
        MlflowNames.CheckLength(dataset.Name, "name", 500);
        MlflowNames.CheckLength(dataset.Digest, "digest", 36);
        MlflowNames.CheckText(dataset.SourceType, "source_type");
        MlflowNames.CheckLength(dataset.Source, "source", 65_535);
        MlflowNames.CheckLength(dataset.Schema, "schema", 1_048_575);
        MlflowNames.CheckLength(dataset.Profile, "profile", 16_777_215);
        foreach (MlflowTag tag in input.Tags)
        {
            MlflowNames.CheckLength(tag.Key, "key", 255);
            MlflowNames.CheckLength(tag.Value, "value", 500);
        }
    }

    private static void WriteDatasetInput(SqliteSession session, long experimentId, string runId, MlflowDatasetInput input)
    {
        MlflowDataset dataset = input.Dataset;
        session.Execute(
            """
            INSERT INTO datasets (dataset_uuid, experiment_id, name, digest, dataset_source_type, dataset_source, dataset_schema, dataset_profile)
            VALUES (@uuid, @experiment, @name, @digest, @type, @source, @schema, @profile) ON CONFLICT DO NOTHING
            """,
            ("@uuid", Guid.NewGuid().ToString("N")), ("@experiment", experimentId), ("@name", dataset.Name), ("@digest", dataset.Digest),
            ("@type", dataset.SourceType), ("@source", dataset.Source), ("@schema", dataset.Schema), ("@profile", dataset.Profile));
        string uuid = FindDataset(session, experimentId, dataset.Name, dataset.Digest)!;
        // The first context stays: the same dataset in the same run is one input.
        if (WriteLink(session, "DATASET", uuid, "RUN", runId, step: 0) is not { } link)
            return;
        foreach (MlflowTag tag in input.Tags)
        {
            session.Execute(
                "INSERT INTO input_tags (input_uuid, name, value) VALUES (@input, @name, @value) ON CONFLICT (input_uuid, name) DO UPDATE "
                + "SET value = excluded.value",
                ("@input", link), ("@name", tag.Key ?? ""), ("@value", tag.Value ?? ""));
        }
    }

    internal static string? FindDataset(SqliteSession session, long experimentId, string? name, string? digest) => session.First(
        "SELECT dataset_uuid FROM datasets WHERE experiment_id = @experiment AND name = @name AND digest = @digest",
        reader => reader.GetString(0),
        ("@experiment", experimentId), ("@name", name), ("@digest", digest));

    /// <summary>Writes a row of the link table; returns its id, or <see langword="null"/> when the link exists.</summary>
    private static string? WriteLink(SqliteSession session, string sourceType, string sourceId, string destinationType,
        string destinationId, long step)
    {
        string id = Guid.NewGuid().ToString("N");
        int written = session.Execute(
            """
            INSERT INTO inputs (input_uuid, source_type, source_id, destination_type, destination_id, step)
            VALUES (@id, @sourceType, @source, @destinationType, @destination, @step) ON CONFLICT DO NOTHING
            """,
            ("@id", id), ("@sourceType", sourceType), ("@source", sourceId), ("@destinationType", destinationType),
            ("@destination", destinationId), ("@step", step));
        return written > 0 ? id : null;
    }
}
