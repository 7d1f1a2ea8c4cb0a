namespace FraudMl;

/// <summary>The catalogue of fold schemes.</summary>
public abstract class Folds
{
    private protected Folds()
    {
    }
}
