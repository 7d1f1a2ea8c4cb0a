namespace FraudMl.Mlflow;

internal sealed partial class SqliteExperiments
{
    private const int MostDatasets = 1_000;

    public Task<MlflowDatasetSummaryPage> SearchDatasetsAsync(MlflowSearchDatasets request, CancellationToken cancellationToken = default)
    {
        if (request.ExperimentIds.Count == 0)
            throw MlflowException.Invalid("SearchDatasets request must specify at least one experiment_id.");
        return store.ReadAsync(session =>
        {
            var query = new SearchQuery(SqliteSearchSchemas.Experiments);
            string experiments = query.Among("experiment_ids", request.ExperimentIds.Select(IdOf));
            string sql = $"""
                SELECT DISTINCT d.experiment_id, d.name, d.digest, t.value FROM datasets d
                JOIN inputs i ON i.source_id = d.dataset_uuid AND i.source_type = 'DATASET' AND i.destination_type = 'RUN'
                JOIN runs r ON r.run_uuid = i.destination_id AND r.lifecycle_stage = 'active'
                LEFT JOIN input_tags t ON t.input_uuid = i.input_uuid AND t.name = 'mlflow.data.context'
                WHERE d.experiment_id IN {experiments}
                ORDER BY d.name, d.digest, t.value LIMIT {query.Add(MostDatasets)}
                """;
            List<MlflowDatasetSummary> summaries = session.Query(
                sql,
                reader => new MlflowDatasetSummary
                {
                    ExperimentId = reader.GetInt64(0).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    Name = reader.GetString(1),
                    Digest = reader.GetString(2),
                    Context = reader.TextOrNull(3),
                },
                query.Parameters);
            return new MlflowDatasetSummaryPage { DatasetSummaries = summaries };
        }, cancellationToken);
    }
}
