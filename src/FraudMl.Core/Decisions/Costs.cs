namespace FraudMl;

/// <summary>The catalogue of cost-based decisions.</summary>
public abstract class Costs
{
    private protected Costs()
    {
    }
}
