namespace AcmeFraud.Training;

/// <summary>Where the transactions come from.</summary>
public static class Transactions
{
    /// <summary>Reads the transactions; change the schema to your own columns.</summary>
    public static Dataset Load(string? file, int seed) => file is null
#if (useGenerated)
        ? SyntheticTransactions.CreditCard(new() { RowCount = 20_000, Seed = seed })
#else
        ? throw new FraudMlException("Name the CSV file of the transactions with --data FILE.")
#endif
        : Dataset.FromCsv(file, schema => schema.Label("Class").Timestamp("Time", TimeUnit.Seconds).Feature("Time"));
}
