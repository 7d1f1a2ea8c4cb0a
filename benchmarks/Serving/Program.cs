using System.Globalization;
using System.Runtime.Intrinsics;
using FraudMl;
using FraudMl.Benchmarks;

// Our server beside a bare minimal API that reads and echoes the same bodies, in turn, on this machine's loopback with eight connections;
// each in a process of its own. 30 features, 200 trees of 31 leaves. --only TEXT, --seconds S and --rounds N for a case, --million for the
// memory over a million requests; --grpc for gRPC, by h2load.
switch (args)
{
    case ["serve", var served]:
        await Apps.ServeAsync(served);
        return;
    case ["echo"]:
        await Apps.EchoAsync();
        return;
}

if (await GrpcMode.TryServeAsync(args)) return;
BenchmarkArguments arguments = BenchmarkArguments.Parse(args, "");
var figures = new Figures(arguments.Json);
double seconds = Number("--seconds", 1);
int rounds = (int)Number("--rounds", 3);
Dataset data = SyntheticTransactions.CreditCard(new() { RowCount = 40_000, FraudRatio = 0.02, Seed = 3 });
FraudModel model = new FraudPipelineBuilder()
    .Train(Trainers.LightGbm(new() { TreeCount = 200, LeafCount = 31 }))
    .DecideBy(Costs.PerTransaction(missedFraud: row => row["Amount"], review: 5))
    .Build().Fit(data);
string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "model.fraudml");
using (FileStream saved = File.Create(file)) model.Save(saved);
string vectors = Vector512.IsHardwareAccelerated ? "AVX-512" : Vector256.IsHardwareAccelerated ? "AVX2" : "no AVX2";
Console.WriteLine($"{Environment.ProcessorCount} processors with {vectors}; {(Load.HasWrk
    ? "requests by wrk" : "requests by a client of our own: Debian's package wrk is not installed")}");
if (args.Contains("--grpc")) await GrpcMode.MeasureAsync(file, model, data, figures, (int)Math.Ceiling(seconds), rounds);
else using (var ours = new ServerProcess("serve", file))
using (var echo = new ServerProcess("echo"))
{
    var pair = new SideBySide(ours, echo, figures, seconds, rounds);
    RequestKind[] kinds = [.. new Bodies(model, data.Take([.. Enumerable.Range(0, 4096)])).All().Where(kind => arguments.Wants(kind.Name))];
    foreach (RequestKind kind in kinds) await pair.MeasureAsync(kind);
    if (args.Contains("--million")) await pair.MeasureMemoryAsync([.. kinds.Where(kind => kind.RowCount == 1)], 1_000_000);
}

Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
figures.Save();

double Number(string name, double otherwise) => Array.IndexOf(args, name) is >= 0 and var at
    ? double.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
