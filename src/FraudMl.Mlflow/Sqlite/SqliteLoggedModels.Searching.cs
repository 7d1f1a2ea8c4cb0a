namespace FraudMl.Mlflow;

internal sealed partial class SqliteLoggedModels
{
    private const int DefaultPageSize = 100;

    public Task<MlflowLoggedModelPage> SearchAsync(MlflowSearchLoggedModels request, CancellationToken cancellationToken = default) =>
        store.ReadAsync(session =>
        {
            int size = request.MaxResults is null or 0 ? DefaultPageSize : PageToken.LenientSize(request.MaxResults.Value, 50_000);
            int offset = OffsetOf(request);
            var query = new SearchQuery(SqliteSearchSchemas.LoggedModels);
            query.MetricCondition = MeasuredOn(request.Datasets, query);
            string experiments = query.Among("experiment_ids", request.ExperimentIds.Select(SqliteExperiments.IdOf));
            string sql = $"""
                {Select} WHERE m.experiment_id IN {experiments}
                AND m.lifecycle_stage = 'active' AND {query.Where(request.Filter)}
                ORDER BY {OrderOf(request.OrderBy, query)} LIMIT {query.Add(size + 1)} OFFSET {query.Add(offset)}
                """;
            List<MlflowLoggedModelInfo> rows = session.Query(sql, Read, query.Parameters);
            string? next = PageToken.HasNext(rows, size)
                ? PageToken.Write(new MlflowPageToken(offset + size, request.OrderBy.Count == 0 ? null : request.OrderBy))
                : null;
            return new MlflowLoggedModelPage { Models = [.. rows.Select(info => Complete(session, info))], NextPageToken = next };
        }, cancellationToken);

    /// <summary>A token goes on with the order it was made for.</summary>
    private static int OffsetOf(MlflowSearchLoggedModels request)
    {
        if (PageToken.Read(request.PageToken) is not { } token)
            return 0;
        string expected = Python(request.OrderBy);
        string found = Python(token.OrderBy ?? []);
        return expected == found
            ? token.Offset ?? 0
            : throw MlflowException.Invalid(
                $"Order by in the page token does not match the requested order by. Expected: {expected}. Found: {found}");
    }

    private static string MeasuredOn(IReadOnlyList<MlflowLoggedModelDataset> datasets, SearchQuery query)
    {
        if (datasets.Count == 0)
            return "";
        SearchLimits.CheckKeys(datasets.Count, "datasets");
        if (datasets.Any(dataset => string.IsNullOrEmpty(dataset.DatasetName)))
            throw MlflowException.Invalid("`dataset_name` in the `datasets` clause must be specified.");
        IEnumerable<string> any = datasets.Select(dataset =>
            $"(c.dataset_name = {query.Add(dataset.DatasetName)} AND COALESCE(c.dataset_digest, '') "
            + $"= {query.Add(dataset.DatasetDigest ?? "")})");
        return $" AND ({string.Join(" OR ", any)})";
    }

    private static string OrderOf(IReadOnlyList<MlflowLoggedModelOrder> keys, SearchQuery query)
    {
        SearchSchema schema = SqliteSearchSchemas.LoggedModels;
        if (keys.Count == 0)
            return schema.DefaultOrder;
        SearchLimits.CheckKeys(keys.Count, "order_by");
        IEnumerable<string> all = keys.Select(key =>
        {
            string value = ValueToOrderBy(key, query);
            return $"{value} IS NULL, {value} {(key.Ascending == false ? "DESC" : "ASC")}";
        });
        return string.Join(", ", all.Append(schema.LastOrder));
    }

    private static string ValueToOrderBy(MlflowLoggedModelOrder key, SearchQuery query)
    {
        string name = key.FieldName ?? "";
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return SqliteSearchSchemas.LoggedModels.OrderAttributes.TryGetValue(name, out SearchField? field)
                ? field.Value
                : throw MlflowException.Invalid($"Invalid order by field name: {name}");
        }

        if (name[..dot] != "metrics")
            throw MlflowException.Invalid($"Invalid order by field name: {name}. Only metrics are supported.");
        string dataset = string.IsNullOrEmpty(key.DatasetName) ? "" : $" AND c.dataset_name = {query.Add(key.DatasetName)}";
        string digest = string.IsNullOrEmpty(key.DatasetDigest) ? "" : $" AND c.dataset_digest = {query.Add(key.DatasetDigest)}";
        // The latest value counts.
        return $"""
            (SELECT c.metric_value FROM logged_model_metrics c WHERE c.model_id = m.model_id AND c.metric_name = {query.Add(name[(dot + 1)..].Trim('`'))}{dataset}{digest}
            ORDER BY c.metric_timestamp_ms DESC, c.metric_step DESC LIMIT 1)
            """;
    }

    private static string Python(IReadOnlyList<MlflowLoggedModelOrder> keys) =>
        keys.Count == 0 ? "None" : $"[{string.Join(", ", keys.Select(key =>
        $"{{'field_name': {PythonText.QuoteOrNone(key.FieldName)}, 'ascending': {(key.Ascending == false ? "False" : "True")}, "
        + $"'dataset_name': {PythonText.QuoteOrNone(key.DatasetName)}, 'dataset_digest': {PythonText.QuoteOrNone(key.DatasetDigest)}}}"))}]";
}
