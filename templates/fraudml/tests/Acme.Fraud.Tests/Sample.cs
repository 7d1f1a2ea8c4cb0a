using AcmeFraud.Training;

namespace AcmeFraud.Tests;

/// <summary>A few hundred transactions with your columns, frauds among them; these are made up.</summary>
internal static class Sample
{
    public static string File { get; } = Path.Combine(AppContext.BaseDirectory, "sample.csv");

    public static Dataset Data { get; } = Dataset.FromCsv(File, Transactions.Schema);
}
