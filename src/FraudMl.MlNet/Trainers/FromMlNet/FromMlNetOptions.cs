namespace FraudMl;

/// <summary>Options of a trainer of ML.NET; its own are given where it is made.</summary>
public sealed record FromMlNetOptions : ValidatedOptions
{
    /// <value>The learner's name in reports. Default <c>ML.NET</c>.</value>
    public string Name { get; init; } = "ML.NET";

    /// <value>Whether missing and infinite features are refused; most trainers of ML.NET drop such rows in silence. Default true.</value>
    public bool RequireFiniteFeatures { get; init; } = true;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Name)) yield return "Name must say what the learner is. Got nothing.";
    }
}
