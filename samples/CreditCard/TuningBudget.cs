using System.Globalization;
using FraudMl;

namespace CreditCard;

/// <summary>What tuning may cost, shared between grid search and random search.</summary>
internal sealed record TuningBudget(Budget Grid, Budget Random)
{
    /// <summary>Reads a number of trials, or a time with its unit.</summary>
    public static TuningBudget Parse(string text)
    {
        if (int.TryParse(text, CultureInfo.InvariantCulture, out int trials) && trials >= 2)
            return new TuningBudget(Budget.Trials(trials / 2), Budget.Trials(trials - (trials / 2)));
        if (text.Length > 1 && double.TryParse(text[..^1], CultureInfo.InvariantCulture, out double amount) && amount > 0)
        {
            if (text[^1] == 's') return Of(TimeSpan.FromSeconds(amount / 2));
            if (text[^1] == 'm') return Of(TimeSpan.FromMinutes(amount / 2));
        }

        throw new FraudMlException($"--budget must be a number of trials from 2, such as 12, or a time such as 30s or 5m. Got '{text}' instead.");
    }

    private static TuningBudget Of(TimeSpan half) => new(Budget.Of(half), Budget.Of(half));
}
