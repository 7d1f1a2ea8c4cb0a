namespace FraudMl;

/// <summary>The catalogue of calibrators; each package adds its own.</summary>
public abstract class Calibrators
{
    private protected Calibrators()
    {
    }
}
