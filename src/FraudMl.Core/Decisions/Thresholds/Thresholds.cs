namespace FraudMl;

/// <summary>The catalogue of decisions by a single threshold on the probability.</summary>
public abstract class Thresholds
{
    private protected Thresholds()
    {
    }
}
