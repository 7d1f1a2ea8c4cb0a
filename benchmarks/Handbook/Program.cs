using System.Diagnostics;
using FraudMl;
using FraudMl.Benchmarks;
using Handbook;

BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "handbook_transactions.csv.gz");
var figures = new Figures(arguments.Json);
long start = Stopwatch.GetTimestamp();
Dataset data = Transactions.WithCalendar(Transactions.Read(arguments.Data!));
figures.Add("load", Stopwatch.GetElapsedTime(start).TotalSeconds, "s");
for (int i = 0; i < 3; i++)
{
    GC.Collect();
    TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
    long before = GC.GetTotalAllocatedBytes();
    start = Stopwatch.GetTimestamp();
    Dataset w = data.WithWindows(Transactions.Windows);
    figures.Add("features", Stopwatch.GetElapsedTime(start).TotalSeconds, "s");
    figures.Add("cpu", (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds, "s");
    figures.Add("allocated", (GC.GetTotalAllocatedBytes() - before) / 1e6, "MB");
}
