namespace FraudMl;

/// <summary>Options of SMOTE-Tomek.</summary>
public sealed record SmoteTomekOptions : ValidatedOptions
{
    /// <value>The oversampling that comes first; its ratio is that before cleaning. Default: to as many rows of each class.</value>
    public SmoteOptions Smote { get; init; } = new();

    /// <value>The cleaning that comes after. Default: of both classes.</value>
    public TomekLinksOptions Cleaning { get; init; } = new() { Classes = CleanedClasses.Both };
}
