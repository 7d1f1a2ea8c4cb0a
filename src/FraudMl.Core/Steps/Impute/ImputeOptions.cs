namespace FraudMl;

/// <summary>Options of the imputation step.</summary>
public sealed record ImputeOptions : ValidatedOptions
{
    /// <value>What a missing number is replaced by. Default <see cref="Imputation.Median"/>.</value>
    public Imputation With { get; init; } = Imputation.Median;

    /// <value>The constant of <see cref="Imputation.Constant"/>, and of columns that are empty in training. Default 0.</value>
    [Rule]
    public double Constant { get; init; }

    /// <value>The text column whose groups <see cref="Imputation.GroupMedian"/> takes medians of. Default none.</value>
    public string? GroupBy { get; init; }

    /// <value>The number of neighbours of <see cref="Imputation.NearestNeighbors"/>. Default 5.</value>
    [Rule(AtLeast = 1), Tune(1, 25)]
    public int NeighborCount { get; init; } = 5;

    /// <value>How much each neighbour counts. Default <see cref="NeighborWeighting.Uniform"/>.</value>
    public NeighborWeighting Weighting { get; init; }

    /// <value>
    /// The most training rows that neighbours are looked for among; they are stored with the model, and each missing row is compared
    /// with all of them. Where there are more, they are drawn by the seed. Default 10,000.
    /// </value>
    [Rule(AtLeast = 1)]
    public int MaximumDonorCount { get; init; } = 10_000;

    /// <value>Whether each column that has missing values in training gets a 0/1 column that says where. Default false.</value>
    public bool AddIndicator { get; init; }

    /// <value>What becomes of a column that is empty in training; a constant always fills it. Default
    /// <see cref="EmptyColumns.Fill"/>.</value>
    public EmptyColumns Empty { get; init; }

    /// <summary>Returns options with the given imputation and the other defaults.</summary>
    /// <param name="with">What a missing number is replaced by.</param>
    public static implicit operator ImputeOptions(Imputation with) => FromImputation(with);

    /// <summary>Returns options with the given imputation and the other defaults.</summary>
    /// <param name="with">What a missing number is replaced by.</param>
    public static ImputeOptions FromImputation(Imputation with) => new() { With = with };

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (With == Imputation.GroupMedian && GroupBy is null)
            yield return "GroupBy must name a text column for Imputation.GroupMedian. Got none instead.";
        if (With != Imputation.GroupMedian && GroupBy is not null)
            yield return $"GroupBy is used by Imputation.GroupMedian only. Got Imputation.{With} instead.";
    }
}
