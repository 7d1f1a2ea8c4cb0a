namespace FraudMl.Testing;

/// <summary>Options that no part takes.</summary>
internal sealed record ForeignOptions : ValidatedOptions;
