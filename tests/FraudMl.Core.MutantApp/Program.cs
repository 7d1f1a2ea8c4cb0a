using System.Globalization;
using System.Runtime.CompilerServices;
using FraudMl;

// MutantApp FOLDERS COUNT [FIRST]: damages the models of folders COUNT times, gives each mutant the SHA-256 of what it holds, loads it and
// uses what loads. MutantApp huge PART: does it to large files, or a part of them,
// made for the purpose. Whatever is no FraudMlException, takes long or takes memory out of proportion is printed and ends it with 1.
RuntimeHelpers.RunModuleConstructor(typeof(MlNetCatalog).Module.ModuleHandle);
AppContext.SetSwitch(MlNetCatalog.LoadSwitch, true);
Foreign.ForeignTypes.Add();
if (args[0] == "huge") return UseHuge(int.Parse(args[1], CultureInfo.InvariantCulture));
string[] files = [.. args[0].Split(Path.PathSeparator).SelectMany(folder => Directory.EnumerateFiles(folder, "*.fraudml"))
    .Order(StringComparer.Ordinal)];
SavedModel[] models = [.. files.Select(SavedModel.Read), SavedModel.Foreign()];
int count = int.Parse(args[1], CultureInfo.InvariantCulture), first = args.Length > 2
    ? int.Parse(args[2], CultureInfo.InvariantCulture) : 0;
MutantUse.Of(models[0].Bytes);

var tally = new MutantTally(countsBytes: true);
for (int number = first; number < first + count; number++)
{
    Mutant mutant = Mutant.Of(models, number);

    // What a stack overflow leaves behind.
    Console.Error.WriteLine(mutant);
    tally.Add(mutant, MutantUse.Of(mutant.File));
}

Console.WriteLine(tally);
return tally.ProblemCount == 0 ? 0 : 1;

static int UseHuge(int part)
{
    var tally = new MutantTally(countsBytes: false);
    foreach ((string what, byte[] file) in HugeModels.All(part))
    {
        Console.Error.WriteLine(what);
        MutantUse use = MutantUse.Of(file);
        string outcome = use.Thrown?.Message ?? (use.Loaded ? "is used" : "");
        Console.Error.WriteLine(FormattableString.Invariant(
            $"  {file.Length} bytes: {use.Seconds:0.0} s, {use.LoadBytes} to load, {use.UseBytes} to use; {outcome}"));
        tally.Add(new Mutant(0, what, "huge", file), use);
    }

    Console.WriteLine(tally);
    return tally.ProblemCount == 0 ? 0 : 1;
}
