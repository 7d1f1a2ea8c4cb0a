namespace FraudMl;

internal sealed record StratifiedFoldsOptions : ValidatedOptions
{
    [Rule(AtLeast = 2)]
    public int Count { get; init; } = 5;

    public int Seed { get; init; } = 42;
}

internal sealed record InterleavedStratifiedFoldsOptions : ValidatedOptions
{
    [Rule(AtLeast = 2)]
    public int Count { get; init; } = 5;
}

internal sealed record GroupedFoldsOptions : ValidatedOptions
{
    public string Key { get; init; } = "";

    [Rule(AtLeast = 2)]
    public int Count { get; init; } = 5;
}
