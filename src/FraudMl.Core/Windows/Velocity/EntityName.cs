namespace FraudMl;

/// <summary>The texts that name an entity or a pair of entities.</summary>
internal readonly ref struct EntityName(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
{
    public ReadOnlySpan<char> First { get; } = first;

    public ReadOnlySpan<char> Second { get; } = second;
}
