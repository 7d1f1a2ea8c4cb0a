using System.Globalization;

namespace FraudMl.EndToEnd.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fraudml-e2e-").FullName;

    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    /// <summary>Writes generated transactions of the ULB layout.</summary>
    public string WriteTransactions(int rowCount)
    {
        SyntheticTransactions.CreditCard(new() { RowCount = rowCount, FraudRatio = 0.02, Seed = 9 }).WriteCsv(At("transactions.csv"));
        return At("transactions.csv");
    }

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
