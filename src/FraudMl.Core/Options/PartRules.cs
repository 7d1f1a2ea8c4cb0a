namespace FraudMl;

internal static class PartRules
{
    /// <summary>Checks the options of a part and of those that it is made of.</summary>
    /// <exception cref="FraudMlException">Thrown when a rule is broken.</exception>
    public static T Checked<T>(this T part)
        where T : IPart
    {
        ArgumentNullException.ThrowIfNull(part);
        part.Options.Validate();
        foreach (IPart inner in part.Parts) inner.Checked();
        return part;
    }
}
