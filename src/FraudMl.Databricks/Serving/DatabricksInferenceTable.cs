namespace FraudMl;

/// <summary>Where an endpoint records its requests and answers: a table of Unity Catalog, which Databricks makes, with rows within an
/// hour. Requests above 1 MiB are recorded without their body.</summary>
public sealed record DatabricksInferenceTable
{
    /// <value>The catalog.</value>
    public required string Catalog { get; init; }

    /// <value>The schema.</value>
    public required string Schema { get; init; }

    /// <value>What the table's name begins with. Default: the endpoint's name, with underscores for dashes.</value>
    public string? Prefix { get; init; }

    /// <summary>Returns the name of an endpoint's table, such as <c>main.fraud.card_fraud_payload</c>.</summary>
    /// <param name="endpoint">The endpoint's name.</param>
    public string TableOf(string endpoint) => $"{Catalog}.{Schema}.{PrefixOf(endpoint)}_payload";

    /// <summary>Returns everything that is wrong, one sentence each.</summary>
    internal IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Catalog)) yield return "Catalog must not be blank.";
        if (string.IsNullOrWhiteSpace(Schema)) yield return "Schema must not be blank.";
    }

    internal string PrefixOf(string endpoint) => Prefix ?? endpoint.Replace('-', '_');
}
