namespace FraudMl;

/// <summary>A numeric parameter.</summary>
/// <param name="Name">The option's name.</param>
/// <param name="Low">The smallest value, inclusive.</param>
/// <param name="High">The largest value, inclusive.</param>
/// <param name="Scale">How the range is walked.</param>
/// <param name="IsInteger">Whether only whole numbers are valid.</param>
public sealed record NumericParameter(string Name, double Low, double High, Scale Scale = Scale.Linear, bool IsInteger = false)
    : TunableParameter(Name)
{
    /// <summary>Returns the value at a place of the range.</summary>
    /// <param name="share">The place, 0 is <see cref="Low"/> and 1 is <see cref="High"/>.</param>
    public double At(double share)
    {
        double value = Scale == Scale.Log
            ? Math.Exp(Math.Log(Low) + (share * (Math.Log(High) - Math.Log(Low))))
            : Low + (share * (High - Low));
        return Math.Clamp(IsInteger ? Math.Round(value) : value, Low, High);
    }
}
