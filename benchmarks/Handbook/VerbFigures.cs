using System.Diagnostics;
using FraudMl;
using FraudMl.Benchmarks;

namespace Handbook;

/// <summary>What the verbs cost on all transactions; the median of five calls each, the first of which may compile.</summary>
internal static class VerbFigures
{
    public static void Add(Figures figures, Dataset data)
    {
        Dataset customers = data.GroupBy("CUSTOMER_ID", by => by.Count().Mean("TX_AMOUNT")), master = Master(data);
        (Dataset first, Dataset second) = data.SplitByTime(0.5);
        Measure(figures, "Where, one number", () => data.Where(row => row["TX_AMOUNT"] > 100));
        Measure(figures, "Where, a number and a text", () => data.Where(row => row["TX_AMOUNT"] > 50 && row.Text("TERMINAL_ID") != "3156"));
        Measure(figures, "Concat, two halves of one file", () => first.Concat(second));
        Measure(figures, "Concat, two halves read apart", () => first.Concat(Reread(second)));
        Measure(figures, $"Join, {customers.RowCount:N0} customers", () => data.Join(customers, "CUSTOMER_ID"));
        Measure(figures, $"JoinAsOf, {master.RowCount:N0} rows of customers by day", () => data.JoinAsOf(master, "CUSTOMER_ID"));
        Measure(figures, "GroupBy customer: count, mean, share", () => data.GroupBy("CUSTOMER_ID",
            by => by.Count().Mean("TX_AMOUNT").FraudShare()));
        Measure(figures, "Sample, every fraud and a tenth", () => data.Sample(0.1, new() { WeightColumn = "Weight" }));
    }

    // A row of each customer for each time it was seen on every tenth row.
    private static Dataset Master(Dataset data) => data.Where(row => row.Index % 10 == 0)
        .Select("CUSTOMER_ID", "TX_DATETIME", "TX_AMOUNT").Rename("TX_AMOUNT", "LAST").Rename("TX_DATETIME", "SINCE");

    // The same rows with dictionaries of their own.
    private static Dataset Reread(Dataset data) => new(
        [.. data.Columns.Select(column => column is TextColumn texts
            ? new TextColumn(texts.Name, texts.Codes.ToArray(), new([.. texts.Dictionary.Texts]), texts.Roles) : column)], data.Name);

    private static void Measure(Figures figures, string name, Func<Dataset> verb)
    {
        var seconds = new List<double>();
        for (int call = 0; call < 5; call++)
        {
            long start = Stopwatch.GetTimestamp();
            verb();
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        figures.Add(name, seconds.Order().ElementAt(2), "s");
    }
}
