namespace FraudMl;

/// <summary>Options of one-hot encoding.</summary>
public sealed record OneHotOptions : StepOptions
{
    /// <value>What a category that training did not see becomes. Default <see cref="UnknownCategory.Ignore"/>.</value>
    public UnknownCategory Unknown { get; init; } = UnknownCategory.Ignore;

    /// <value>The most categories a column may have; more is an error that names it. Default 1000.</value>
    [Rule(AtLeast = 1)]
    public int MaximumCategoryCount { get; init; } = 1000;
}
