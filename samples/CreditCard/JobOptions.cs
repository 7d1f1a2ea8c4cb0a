namespace CreditCard;

/// <summary>What the command line says.</summary>
internal sealed record JobOptions(string? DataFile, string OutputFolder, TuningBudget Budget, int Seed, bool Serve);
