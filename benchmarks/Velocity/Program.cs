using FraudMl;
using FraudMl.Benchmarks;
using VelocityBench;

// What an event costs in a velocity store of twelve features, in memory and durable; what a million keys take; and the proof that raw
// transactions, replayed through HTTP, get the features and scores of the batch bit for bit. --only events, memory or replay for one of
// them; the replay reads handbook_transactions.csv.gz and sparkov_subset.csv.gz, or the file of --data.
BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "handbook_transactions.csv.gz");
var figures = new Figures(arguments.Json);
if (arguments.Wants("events")) EventFigures.Add(figures);
if (arguments.Wants("memory")) MemoryFigures.Add(figures);
bool isSame = true;
if (arguments.Wants("replay"))
{
    string? sparkov = arguments.Data is null ? null : Path.Combine(Path.GetDirectoryName(arguments.Data)!, "sparkov_subset.csv.gz");
    foreach (string? file in args.Contains("--data") ? [arguments.Data] : new[] { arguments.Data, sparkov })
    {
        if (File.Exists(file)) isSame &= await new Replay(file, figures).RunAsync();
        else Console.WriteLine("(the replay needs handbook_transactions.csv.gz and sparkov_subset.csv.gz: name one with --data FILE)");
    }
}

figures.Save();
return isSame ? 0 : 1;
