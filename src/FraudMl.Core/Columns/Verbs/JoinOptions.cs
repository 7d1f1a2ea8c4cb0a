namespace FraudMl;

/// <summary>Options of <c>Join</c>.</summary>
public sealed record JoinOptions : MatchOptions;
