namespace FraudMl.Options;

/// <summary>The options of a part that has none.</summary>
public sealed record NoOptions : ValidatedOptions
{
    private NoOptions()
    {
    }

    /// <value>The only ones.</value>
    public static NoOptions Instance { get; } = new();
}
