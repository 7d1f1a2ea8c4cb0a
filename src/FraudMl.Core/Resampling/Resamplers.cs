namespace FraudMl;

/// <summary>The catalogue of resamplers; every package adds its own.</summary>
public abstract class Resamplers
{
    private protected Resamplers()
    {
    }
}
