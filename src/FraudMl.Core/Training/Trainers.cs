namespace FraudMl;

/// <summary>The catalogue of trainers; every package adds its own.</summary>
public abstract class Trainers
{
    private protected Trainers()
    {
    }
}
