namespace FraudMl;

/// <summary>Options of SMOTE-ENN.</summary>
public sealed record SmoteEnnOptions : ValidatedOptions
{
    /// <value>The oversampling that comes first; its ratio is that before cleaning. Default: to as many rows of each class.</value>
    public SmoteOptions Smote { get; init; } = new();

    /// <value>The cleaning that comes after. Default: of both classes.</value>
    public EditedNearestNeighborsOptions Cleaning { get; init; } = new() { Classes = CleanedClasses.Both };
}
