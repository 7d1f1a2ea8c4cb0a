namespace FraudMl;

/// <summary>A number of rows of each class.</summary>
internal readonly record struct ClassCounts(int Frauds, int Legitimate)
{
    public int Of(bool label) => label ? Frauds : Legitimate;

    public ClassCounts With(bool label, int count) => label ? this with { Frauds = count } : this with { Legitimate = count };
}
