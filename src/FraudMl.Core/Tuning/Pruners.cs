namespace FraudMl;

/// <summary>The catalogue of pruners; every package adds its own.</summary>
public abstract class Pruners
{
    private protected Pruners()
    {
    }
}
