using FraudMl;
using Spectre.Console;

namespace CreditCard;

/// <summary>The transactions: a file of the ULB layout, or generated ones.</summary>
internal static class Transactions
{
    public static Dataset Load(string? file, int seed, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            AnsiConsole.MarkupLine("[yellow]Synthetic data:[/] no --data was given, so these 50,000 transactions are generated. Their figures say nothing about real fraud.");
            return SyntheticTransactions.CreditCard(new() { Seed = seed });
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Dataset.FromCsv(file, schema => schema.Label("Class").Timestamp("Time", TimeUnit.Seconds).Feature("Time"));
    }
}
