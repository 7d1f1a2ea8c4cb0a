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
            AnsiConsole.MarkupLine("[yellow]Synthetic data:[/] no --data was given, so these 50,000 transactions are generated. Their "
                + "figures say nothing about real fraud.");
            return SyntheticTransactions.CreditCard(new() { Seed = seed });
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Dataset.FromCsv(file, Layout);
    }

    // Every column is named, so that a column that is missing, or text among its numbers, is told with its place in the file.
    private static DatasetSchema Layout(DatasetSchema schema)
    {
        schema.Label("Class").Timestamp("Time", TimeUnit.Seconds).Feature("Time").Number("Time").Number("Amount");
        for (int component = 1; component <= 28; component++) schema.Number(FormattableString.Invariant($"V{component}"));
        return schema;
    }
}
