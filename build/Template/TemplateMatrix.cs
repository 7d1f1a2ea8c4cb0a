namespace FraudMl.Build.Template;

/// <summary>Scaffolds side by side: each with other options and another kind of name, restored once and built by one call.</summary>
/// <param name="root">The folder to work in; its nuget.config has the packages.</param>
/// <param name="dotnet">Makes a command of dotnet that uses these packages.</param>
/// <param name="hive">The arguments that make <c>dotnet new</c> see the template.</param>
internal sealed class TemplateMatrix(string root, Func<string[], Command> dotnet, string[] hive)
{
    private const string WithoutOrchestrator = "-p:SkipAddAspireDefaultReferences=true";

    // Dots, dashes, spaces, digits first: each is no name of something that is made of it.
    private static readonly string[] Names = ["Acme.Fraud-{0}", "{0} D Secure", "acme fraud {0}", "card.fraud{0}", "fraud-{0}"];

    private readonly string _folder = Directory.CreateDirectory(Path.Combine(root, "matrix")).FullName;

    /// <summary>Returns rows with every pair of values of two options; the first is one that can be run whole.</summary>
    public static TemplateRow[] Pairs() => PairwiseRows.Of(TemplateOption.ReadAll(), first: row => row.Is("aspire") && row.Is("tests")
        && row["data"] == "generated" && row["trainer"] == "lightgbm" && row["tracking"] == "server");

    /// <summary>Scaffolds, builds without warnings, runs the tests and starts the first one's app host.</summary>
    public async Task RunAsync(IReadOnlyCollection<TemplateRow> rows)
    {
        Scaffold[] scaffolds = [.. rows.Select((row, place) => new Scaffold(_folder, NameOf(place), row))];
        await Parallel.ForEachAsync(scaffolds, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (scaffold, _) =>
            await NewAsync(_folder, ["fraudml", "-n", scaffold.Name, .. scaffold.Row.Arguments]));
        await AddItemsAsync(scaffolds[0]);
        string solution = WriteSolution(scaffolds);
        bool isOrchestrated = await RestoreAsync(solution);
        await SharedCompiler.BuildAsync(In(_folder, ["build", solution, "-c", "Release", "--no-restore", "-warnaserror", "-v", "quiet",
            .. isOrchestrated ? Array.Empty<string>() : [WithoutOrchestrator]]));
        // Before the tests: what Aspire started ends by itself, some seconds later.
        if (isOrchestrated) await AspireSmoke.RunAsync(scaffolds[0], arguments => In(scaffolds[0].Folder, arguments));
        IEnumerable<Scaffold> tested = scaffolds.Where(scaffold => scaffold.Row.Is("tests"));
        await In(_folder, ["test", .. tested.Select(scaffold => scaffold.Built("Tests"))]).RunAsync();
        Console.WriteLine($"smoke: {scaffolds.Length} scaffolds of other options and names build without a warning and test green"
            + (isOrchestrated ? "" : "; the app host was only built, for Aspire's orchestrator does not restore here"));
    }

    private static string NameOf(int place) => string.Format(null, Names[place % Names.Length], place);

    // Parts for projects that are there, and a script beside them.
    private async Task AddItemsAsync(Scaffold scaffold)
    {
        await NewAsync(scaffold.FolderOf("Training"), ["fraudml-step", "-n", "Round Cents"]);
        await NewAsync(scaffold.FolderOf("Training"), ["fraudml-resampler"]);
        await NewAsync(scaffold.FolderOf("Api"), ["fraudml-api", "--model", "models:/cards@champion"]);
        await NewAsync(_folder, ["fraudml-script", "-n", "train"]);
        await In(_folder, ["build", "train.cs", "-v", "quiet"]).RunAsync();
    }

    private async Task NewAsync(string folder, string[] arguments)
    {
        (int exitCode, string written) = await In(folder, ["new", .. arguments, .. hive]).CaptureAsync();
        if (exitCode != 0) throw new BuildFailedException($"dotnet new {string.Join(' ', arguments)} failed ({exitCode}):\n{written}");
    }

    private string WriteSolution(Scaffold[] scaffolds)
    {
        IEnumerable<string> projects = scaffolds.SelectMany(scaffold => scaffold.Projects())
            .Select(project => $"  <Project Path=\"{Path.GetRelativePath(_folder, project)}\" />");
        string solution = Path.Combine(_folder, "all.slnx");
        File.WriteAllText(solution, $"<Solution>\n{string.Join('\n', projects)}\n</Solution>\n");
        return solution;
    }

    /// <summary>Returns whether what starts an app host is there too; without it, app hosts can be built.</summary>
    private async Task<bool> RestoreAsync(string solution)
    {
        Command restore = In(_folder, ["restore", solution, "-v", "quiet"]);
        Console.WriteLine($"> {restore}");
        (int exitCode, string written) = await restore.CaptureAsync();
        if (exitCode == 0) return true;
        if (!written.Contains("Aspire.Hosting.Orchestration", StringComparison.Ordinal)
            && !written.Contains("Aspire.Dashboard.Sdk", StringComparison.Ordinal))
            throw new BuildFailedException($"The scaffolds do not restore ({exitCode}):\n{written}");
        await In(_folder, ["restore", solution, "-v", "quiet", WithoutOrchestrator]).RunAsync();
        return false;
    }

    private Command In(string folder, string[] arguments) => dotnet(arguments) with { WorkingDirectory = folder };
}
