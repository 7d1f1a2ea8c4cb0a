using System.IO.Compression;
using FraudMl;
using Spectre.Console;

namespace CardVelocity;

/// <summary>The transactions: files of a known layout, or generated ones.</summary>
internal static class Transactions
{
    public static (Dataset Data, Layout Layout) Load(string[] files, int seed)
    {
        if (files is [var first, ..])
        {
            Layout layout = Layout.Of(ColumnsOf(first), Path.GetFileName(first));
            Dataset[] parts = [.. files.Select(file => Dataset.FromCsv(file, layout.Schema))];
            return (parts is [var only] ? only : parts[0].Concat(parts[1..]), layout);
        }

        AnsiConsole.MarkupLine("[yellow]Synthetic data:[/] no --data was given, so the payments are generated. Their figures say nothing "
            + "about real fraud.");
        Dataset payments = SyntheticTransactions.Payments(new() { Seed = seed });
        return (payments, Layout.Of([.. payments.Columns.Select(column => column.Name)], payments.Name));
    }

    private static string[] ColumnsOf(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            using Stream text = file.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(stream, CompressionMode.Decompress) : stream;
            using var reader = new StreamReader(text);
            return (reader.ReadLine() ?? "").Split(',');
        }
        catch (InvalidDataException problem)
        {
            throw new FraudMlException($"{file} is no gzip file: {problem.Message}");
        }
    }
}
