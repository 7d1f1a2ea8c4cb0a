namespace FraudMl;

/// <summary>The catalogue of search algorithms; every package adds its own.</summary>
public abstract class Search
{
    private protected Search()
    {
    }
}
