namespace FraudMl;

/// <summary>The catalogue of metrics; each package adds its own.</summary>
public abstract class Metrics
{
    private protected Metrics()
    {
    }
}
