using System.Globalization;
using System.Text;
using FraudMl.Profiling;

namespace FraudMl;

/// <summary>The rows that an endpoint scored, from its inference table, and the requests that have none.</summary>
public sealed record DatabricksServedRows
{
    /// <value>The table.</value>
    public required string Table { get; init; }

    /// <value>The model whose inputs were read.</value>
    public required FraudModel Model { get; init; }

    /// <value>
    /// A row for each transaction: the model's inputs, and, where no input has the name, <c>request_time</c>, which is the timestamp,
    /// <c>fraud_probability</c> as it was answered, and the columns <c>client_request_id</c> and <c>served_entity_id</c> of the table.
    /// </value>
    public required Dataset Data { get; init; }

    /// <value>The requests that were read.</value>
    public required long RequestCount { get; init; }

    /// <value>The requests that were answered with an error, by status; their rows are not among <see cref="Data"/>.</value>
    public required IReadOnlyDictionary<int, long> FailedCounts { get; init; }

    /// <value>The requests whose body was not recorded, as is that of one above 1 MiB.</value>
    public required long UnrecordedCount { get; init; }

    /// <value>The requests whose body is not one for the model, with the reasons in <see cref="Problems"/>.</value>
    public required long UnreadableCount { get; init; }

    /// <value>Why bodies could not be read: the first few different reasons, without values.</value>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Returns how far the rows are from those that the model learned from.</summary>
    /// <param name="reference">What the model learned from: that of its package, or <c>ReferenceProfile.Of(model, train)</c>.</param>
    /// <param name="options">From where on drift is told.</param>
    /// <exception cref="FraudMlException">Thrown when the reference is of another model.</exception>
    public DriftReport Drift(ReferenceProfile reference, DriftOptions? options = null) => Data.Drift(Model, reference, options);

    /// <summary>Returns how many requests there were, and what became of them.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        long failed = FailedCounts.Values.Sum();
        text.Append(CultureInfo.InvariantCulture, $"{Table}: {RequestCount:#,0} requests with {Data.RowCount:#,0} rows");
        if (failed > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"; {failed:#,0} failed (")
                .AppendJoin(", ", FailedCounts.Select(
                    status => string.Create(CultureInfo.InvariantCulture, $"{status.Key}: {status.Value:#,0}")))
                .Append(')');
        }

        if (UnrecordedCount > 0) text.Append(CultureInfo.InvariantCulture, $"; {UnrecordedCount:#,0} were not recorded whole");
        if (UnreadableCount > 0)
            text.Append(CultureInfo.InvariantCulture, $"; {UnreadableCount:#,0} can't be read ({string.Join("; ", Problems)})");
        return text.ToString();
    }
}
