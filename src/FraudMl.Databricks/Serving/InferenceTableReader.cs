namespace FraudMl;

/// <summary>Reads an inference table, and the requests in it.</summary>
internal static class InferenceTableReader
{
    private static readonly string[] _columns =
    [
        InferenceColumns.Time, InferenceColumns.Status, InferenceColumns.ClientId, InferenceColumns.Served, InferenceColumns.Request,
        InferenceColumns.Response,
    ];

    public static async Task<DatabricksServedRows> ReadAsync(
        string table, FraudModel model, DatabricksSql? where, DatabricksReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        options.Validate();
        DatasetSchema schema = new DatasetSchema().Timestamp(InferenceColumns.Time).Number(InferenceColumns.Status);
        foreach (string text in _columns[2..]) schema.Text(text);
        // A weight of the sample would be one of requests, not of transactions.
        if (options.Sampling.WeightColumn is not null) options = options with { Sampling = options.Sampling with { WeightColumn = null } };
        var query = new TableQuery(DatabricksSql.FromString(table), schema, _columns, where, options);
        Dataset recorded = await new DatabricksSource(query, options).ReadAsync(cancellationToken).ConfigureAwait(false);
        return Read(query.Name, model, recorded);
    }

    private static DatabricksServedRows Read(string table, FraudModel model, Dataset recorded)
    {
        var requests = new ServedRequests(table, model);
        ReadOnlySpan<long> times = recorded.Timestamps;
        ReadOnlySpan<float> statuses = ((NumberColumn)recorded[InferenceColumns.Status]).Values;
        var texts = new TextColumn[4];
        for (int i = 0; i < texts.Length; i++) texts[i] = (TextColumn)recorded[_columns[i + 2]];
        for (int row = 0; row < recorded.RowCount; row++)
        {
            int status = float.IsNaN(statuses[row]) ? 0 : (int)statuses[row];
            requests.Add(new RecordedRequest(times[row], status, TextOf(texts[0], row), TextOf(texts[1], row),
                TextOf(texts[2], row), TextOf(texts[3], row)));
        }

        return requests.Take();
    }

    private static string? TextOf(TextColumn column, int row) => column.Codes[row] < 0 ? null : column.Dictionary.Texts[column.Codes[row]];
}
