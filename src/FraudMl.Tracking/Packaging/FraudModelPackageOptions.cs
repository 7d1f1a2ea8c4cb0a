namespace FraudMl.Tracking;

/// <summary>What goes into a model directory beside the model.</summary>
public sealed record FraudModelPackageOptions
{
    /// <value>Rows with the model's inputs, the first of which become the input examples; null for no examples.</value>
    public Dataset? Example { get; init; }

    /// <value>How many rows of <see cref="Example"/> are written. Default 2.</value>
    public int ExampleRowCount { get; init; } = 2;

    /// <value>The rows that the model learned from: their distribution, counts only, is kept for drift; null for none.</value>
    public Dataset? Reference { get; init; }

    /// <value>How many golden rows are written: made up from the model, with the answers that it gives. 0 for none. Default 16.</value>
    public int GoldenRowCount { get; init; } = 16;

    /// <value>The id of the logged model (<c>m-…</c>), if there is one.</value>
    public string? ModelId { get; init; }

    /// <value>The id of the run that made the model, if there is one.</value>
    public string? RunId { get; init; }

    /// <value>Where the directory will stand, as MLflow notes it, if it is known.</value>
    public string? ArtifactPath { get; init; }

    /// <value>When the model was made. Default: the epoch, so that equal models give equal bytes.</value>
    public DateTimeOffset CreatedAt { get; init; } = DateTimeOffset.UnixEpoch;
}
