namespace FraudMl.Tuning;

/// <summary>How much a parameter decides whether a trial is among the best.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Importance">Its share, in [0, 1]; all parameters together have 1, or each 0 where nothing can be said.</param>
public sealed record ParameterImportance(string Name, double Importance)
{
    /// <summary>Returns the name and the share.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} {Importance:0.000}");
}
