using System.Globalization;
using FraudMl;

namespace CreditCard;

/// <summary>What the command line says.</summary>
internal sealed record JobOptions(string? DataFile, string OutputFolder, Budget Budget, int Seed, bool Serve, string? RegisteredFolder)
{
    /// <summary>Whether the one call makes a model, too.</summary>
    public bool OneCall { get; init; }

    /// <summary>Reads a budget: a number of trials, or a time with its unit.</summary>
    public static Budget ParseBudget(string text)
    {
        if (int.TryParse(text, CultureInfo.InvariantCulture, out int trials) && trials > 0) return Budget.OfTrials(trials);
        if (text.Length > 1 && double.TryParse(text[..^1], CultureInfo.InvariantCulture, out double amount) && amount > 0)
        {
            if (text[^1] == 's') return Budget.Of(TimeSpan.FromSeconds(amount));
            if (text[^1] == 'm') return Budget.Of(TimeSpan.FromMinutes(amount));
        }

        throw new FraudMlException($"--budget must be a number of trials such as 8, or a time such as 30s or 5m. Got '{text}' instead.");
    }
}
