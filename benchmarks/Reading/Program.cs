using System.Diagnostics;
using System.Globalization;
using FraudMl;
using FraudMl.Benchmarks;

// Reads the Handbook's 1,754,155 transactions (103 MB of CSV, gzip) in a fresh process each time, in turn with
// pandas.read_csv on the same file; and 10 GB of Arrow from a workspace of Databricks on this machine (--only databricks).
if (args is ["--once", var file])
{
    Once(file);
    return 0;
}

if (args is [DatabricksFigures.Command, var host])
{
    await DatabricksFigures.ReadAsync(host);
    return 0;
}

BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "handbook_transactions.csv.gz");
var figures = new Figures(arguments.Json);
if (arguments.Wants("databricks")) await DatabricksFigures.AddToAsync(figures);
if (arguments.Wants("csv"))
{
    if (arguments.Data is null)
    {
        Console.WriteLine("Reading CSV needs handbook_transactions.csv.gz: name it with --data FILE.");
        return 1;
    }

    AddCsv(figures, arguments.Data);
}

figures.Save();
return 0;

static void AddCsv(Figures figures, string file)
{
    const int RunCount = 5;
    List<double[]> ours = [], plain = [], dated = [];
    for (int run = 0; run < RunCount; run++)
    {
        ours.Add(Numbers(Ourselves(file)));
        plain.Add(Numbers(Pandas(file)));
        dated.Add(Numbers(Pandas(file, "TX_DATETIME")));
    }

    figures.Add("first read of a process (peer: pandas.read_csv)", Median(ours, 0), "s", Median(plain, 0));
    figures.Add("second read (peer: pandas.read_csv)", Median(ours, 1), "s", Median(plain, 0));
    figures.Add("second read (peer: with parse_dates, as we do)", Median(ours, 1), "s", Median(dated, 0));
    figures.Add("columns kept", Median(ours, 2), "MB", Median(plain, 1));
    figures.Add("peak above the process before reading", Median(ours, 3), "MB", Median(plain, 2));
    figures.Add("peak over the columns kept", Median(ours, 3) / Median(ours, 2), "x", Median(plain, 2) / Median(plain, 1));
}

static void Once(string file)
{
    using var process = Process.GetCurrentProcess();
    long before = process.PeakWorkingSet64;
    double first = Read(file, out double columns);
    process.Refresh();
    double peak = (process.PeakWorkingSet64 - before) / (double)(1 << 20);
    GC.Collect();
    double second = Read(file, out _);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{first} {second} {columns} {peak}"));
}

static double Read(string file, out double megabytes)
{
    long start = Stopwatch.GetTimestamp();
    Dataset data = Dataset.FromCsv(file);
    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    megabytes = data.Columns.Sum(column => (double)data.RowCount * (column.Kind == ColumnKind.Timestamp ? sizeof(long) : sizeof(float)))
        / (1 << 20);
    return seconds;
}

static string Ourselves(string file)
{
    using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!,
        ["--once", file]) { RedirectStandardOutput = true })!;
    string line = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return line;
}

static string? Pandas(string file, params string[] dates) =>
    PythonPeer.Run(AppContext.BaseDirectory, "pandas_csv.py", [file, .. dates]) is [var line, ..] ? line : null;

static double[] Numbers(string? line) =>
    [.. (line ?? "0 0 0 0").Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];

static double Median(List<double[]> runs, int place) => runs.Select(run => run[place]).Order().ElementAt(runs.Count / 2);
