namespace FraudMl;

/// <summary>Options of Tomek links.</summary>
public sealed record TomekLinksOptions : ValidatedOptions
{
    /// <value>The classes that rows are taken from. Default <see cref="CleanedClasses.Larger"/>.</value>
    public CleanedClasses Classes { get; init; }
}
