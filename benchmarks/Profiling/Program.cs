using System.Diagnostics;
using System.Text;
using FraudMl;
using FraudMl.Benchmarks;
using FraudMl.Reporting;

// dataset.Profile() of 1,000,000 rows and 50 feature columns beside label and time (40 numbers, four of them with missing values, and
// 10 texts of 5 to 5,000 values), then its page. --data FILE profiles a CSV file instead.
BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "none");
Dataset data = arguments.Data is { } file ? Dataset.FromCsv(file) : Generated(1_000_000, 40, 10);
var figures = new Figures(arguments.Json);
double[] seconds = new double[3];
DatasetProfile profile = null!;
for (int run = 0; run < seconds.Length; run++)
{
    long start = Stopwatch.GetTimestamp();
    profile = data.Profile();
    seconds[run] = Stopwatch.GetElapsedTime(start).TotalSeconds;
}

Console.WriteLine($"{data.RowCount:N0} rows, {data.Columns.Count} columns");
figures.Add("profile, first run of the process", seconds[0], "s");
figures.Add("profile, median of three", seconds.Order().ElementAt(1), "s");
long pageStart = Stopwatch.GetTimestamp();
string page = Report.Profile(profile);
figures.Add("page", Stopwatch.GetElapsedTime(pageStart).TotalSeconds, "s");
figures.Add("size of the page", Encoding.UTF8.GetByteCount(page) / 1e6, "MB");
figures.Add("size of the JSON", Encoding.UTF8.GetByteCount(profile.ToJson()) / 1e6, "MB");
figures.Add("peak memory of the process", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB");
figures.Save();
if (arguments.Json is { } json) File.WriteAllText(Path.ChangeExtension(json, ".html"), page);

static Dataset Generated(int rows, int numbers, int texts)
{
    var random = new Random(1);
    var labels = new float[rows];
    var times = new long[rows];
    for (int row = 0; row < rows; row++) (labels[row], times[row]) = (random.NextDouble() < 0.005 ? 1 : 0, row * 15_000_000L);
    List<DataColumn> columns = [new TimestampColumn("time", times), new NumberColumn("label", labels, ColumnRoles.Label)];
    for (int i = 0; i < numbers; i++)
    {
        var values = new float[rows];
        for (int row = 0; row < rows; row++)
            values[row] = i % 10 == 0 && random.Next(20) == 0 ? float.NaN
                : (float)(random.NextDouble() + random.NextDouble() + (labels[row] * i / numbers));
        columns.Add(new NumberColumn($"n{i}", values));
    }

    for (int i = 0; i < texts; i++)
    {
        int count = (int)(5 * Math.Pow(10, 3.0 * i / (texts - 1)));
        var codes = new int[rows];
        for (int row = 0; row < rows; row++) codes[row] = random.Next(count);
        columns.Add(new TextColumn($"t{i}", codes, new TextDictionary([.. Enumerable.Range(0, count).Select(code => $"text {code}")])));
    }

    return new Dataset(columns, "generated");
}
