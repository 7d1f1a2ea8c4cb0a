namespace FraudMl;

/// <summary>The names of the columns a trainer reads; the weight's is null when it reads none.</summary>
internal sealed record TrainerColumns(string Label, string Features, string? Weight);
