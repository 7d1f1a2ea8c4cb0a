namespace FraudMl.Tests;

public sealed class ReportFolderTests : ObserverContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fraudml-report-");

    [Fact]
    public async Task What_is_rendered_and_attached_for_the_whole_experiment_lies_in_the_folder()
    {
        string report = Path.Combine(_folder.FullName, "deep", "report");

        ExperimentResult result = await new Experiment("folder").Compare(Pipelines.Newton())
            .Attach("data/profile.json", "application/json", "{}"u8.ToArray())
            .Render(new NameRenderer())
            .SavedTo(report)
            .RunAsync(Pipelines.Train);

        result.Warnings.ShouldBeEmpty();
        FilesOf(report).ShouldBe(["ArtifactProduced", "ExperimentCompleted", "ExperimentStarted", "StageStarted", "data/profile.json"]);
        (await File.ReadAllTextAsync(Path.Combine(report, "data", "profile.json"))).ShouldBe("{}");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_costs_the_files_and_no_trial()
    {
        string file = Path.Combine(_folder.FullName, "taken");
        await File.WriteAllTextAsync(file, "");

        ExperimentResult result = await new Experiment("folder").Compare(Pipelines.Newton()).SavedTo(file).RunAsync(Pipelines.Train);

        result.Warnings.ShouldHaveSingleItem().ShouldStartWith("ReportFolder failed, and the experiment goes on without its part: ");
        result.Trials.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("/outside.txt")]
    [InlineData("a/../../outside.txt")]
    public async Task No_file_leaves_the_folder(string path)
    {
        string report = Path.Combine(_folder.FullName, "report");

        ExperimentResult result = await new Experiment("folder").Compare(Pipelines.Newton()).Attach(path, "text/plain", "x"u8.ToArray())
            .SavedTo(report).RunAsync(Pipelines.Train);

        result.Warnings.ShouldHaveSingleItem()
            .ShouldEndWith($"The file '{path}' of the experiment would lie outside of the folder {report}.");
        Directory.EnumerateFiles(_folder.FullName, "outside.txt", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_needs_a_name() => Should.Throw<FraudMlException>(() => new Experiment("folder").SavedTo(" ")).Message
        .ShouldBe("SavedTo needs a folder, for example \"report\".");

    public void Dispose() => _folder.Delete(recursive: true);

    protected override object Part(Type type) =>
        type == typeof(AutoMLOptions) ? new AutoMLOptions()
        : type == typeof(TimeSpan?) ? TimeSpan.FromMinutes(1)
        : Path.Combine(_folder.FullName, "contract");

    // Every file is written and closed before the next event.
    protected override Task ShouldBeClosedAsync(ExperimentEvent[] shown) => Task.CompletedTask;

    protected override Task<string> SeenAsync()
    {
        string folder = Path.Combine(_folder.FullName, "contract");
        string seen = string.Join("\n", FilesOf(folder).Select(file => $"{file}: {File.ReadAllText(Path.Combine(folder, file))}"));
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return Task.FromResult(seen);
    }

    private static string[] FilesOf(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];
}
