namespace FraudMl.Reporting;

/// <summary>What the page of a profile shows.</summary>
public sealed record ProfilePageOptions : ValidatedOptions
{
    /// <value>The page's title; null is <c>Profile of</c> and the dataset's name. Default null.</value>
    public string? Title { get; init; }
}
