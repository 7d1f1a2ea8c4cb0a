using System.Globalization;
using System.Runtime.InteropServices;
using FraudMl;
using FraudMl.Benchmarks;
using FraudMl.Evaluations;

namespace AutoMl;

/// <summary>One call beside FLAML in the same time, on four data sets: the same training rows and the same test rows, which nothing is
/// chosen by.</summary>
internal static class BesideFlaml
{
    public static FlamlCase[] Cases { get; } =
    [
        new("ULB subset", "creditcard_subset.csv.gz", "Class", null, schema => schema.Timestamp("Time", TimeUnit.Seconds)),
        new("Handbook", "handbook_transactions.csv.gz", "TX_FRAUD", "TX_DATETIME", schema => schema
            .Timestamp("TX_DATETIME").Feature("TX_DATETIME").Key("CUSTOMER_ID").Key("TERMINAL_ID"),
            "TRANSACTION_ID", "TX_TIME_SECONDS", "TX_TIME_DAYS", "TX_FRAUD_SCENARIO"),
        new("Sparkov", "sparkov_subset.csv.gz", "is_fraud", "trans_date_trans_time,dob", schema => schema
            .Timestamp("trans_date_trans_time").Feature("trans_date_trans_time").Key("cc_num"),
            "first", "last", "street", "trans_num", "unix_time"),
        new("vehicle claims", "vehicle_claims.csv.gz", "FraudFound_P", null, schema => schema, "PolicyNumber"),
    ];

    public static async Task RunAsync(Figures figures, BenchmarkArguments arguments, string flaml)
    {
        if (!Directory.Exists(flaml)) Console.WriteLine($"(no FLAML in {flaml}; figures stand alone)");
        int seconds = arguments.Number("--seconds", 60);
        foreach (FlamlCase one in Cases.Where(one => arguments.Wants(one.Name)))
        {
            (Dataset train, Dataset test) = one.Read(Path.GetDirectoryName(arguments.Data!)!);
            Console.WriteLine(FormattableString.Invariant(
                $"{one.Name}: {train.RowCount:#,0} training rows, {test.RowCount:#,0} test rows with {test.FraudCount:#,0} frauds"));
            AutoMLResult best = await AutoML.RunAsync(train, Budget.Of(TimeSpan.FromSeconds(seconds)));
            Console.WriteLine(best);
            var ours = new ScoredRows(test.Labels, best.Model.Score(best.Prepare(test)));
            ScoredRows? theirs = !Directory.Exists(flaml) ? null : Peer(flaml, one, train, test, seconds);
            double averagePrecision = Metrics.AveragePrecision.Compute(ours);
            figures.Add($"{one.Name}: test average precision (peer: FLAML)", averagePrecision, "",
                theirs is null ? null : Metrics.AveragePrecision.Compute(theirs));
            if (theirs is null) continue;
            PairedDifference difference = Evaluation.Differences(ours, theirs, [Metrics.AveragePrecision])[0];
            figures.Add($"{one.Name}: difference, lower end of 95 %", difference.Interval!.Value.Low, "");
            figures.Add($"{one.Name}: difference, upper end of 95 %", difference.Interval!.Value.High, "");
        }
    }

    private static ScoredRows? Peer(string flaml, FlamlCase one, Dataset train, Dataset test, int seconds)
    {
        string folder = Directory.CreateTempSubdirectory("flaml").FullName;
        try
        {
            (string trainFile, string testFile) = (Path.Combine(folder, "train.csv"), Path.Combine(folder, "test.csv"));
            train.WriteCsv(trainFile);
            test.WriteCsv(testFile);
            string scores = Path.Combine(folder, "scores");
            string[] said = [.. PythonPeer.Run(AppContext.BaseDirectory, "flaml_automl.py", flaml, trainFile, testFile, one.Label,
                one.Times ?? "-", seconds.ToString(CultureInfo.InvariantCulture), scores)];
            foreach (string line in said) Console.WriteLine($"FLAML: {line}");
            return File.Exists(scores)
                ? new ScoredRows(test.Labels, MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(scores)).ToArray()) : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>A data set: its last fifth by time is the test, or a stratified fifth where there is no time.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="File">Its file.</param>
/// <param name="Label">Its label.</param>
/// <param name="Times">The columns that the peer takes as times, the time of the event first.</param>
/// <param name="Schema">The roles of its other columns.</param>
/// <param name="Dropped">What neither is given: names of rows and people, and what tells the label.</param>
internal sealed record FlamlCase(
    string Name, string File, string Label, string? Times, Func<DatasetSchema, DatasetSchema> Schema, params string[] Dropped)
{
    public (Dataset Train, Dataset Test) Read(string folder)
    {
        Dataset data = ReadAll(folder);
        return data.HasTimestamps ? data.SplitByTime(0.2) : data.SplitStratified(0.2, seed: 42);
    }

    public Dataset ReadAll(string folder) =>
        Dataset.FromCsv(Path.Combine(folder, File), schema => Schema(schema.Label(Label))).Drop(Dropped);
}
