using FraudMl.Tool.Apps;
using FraudMl.Tool.Shell;

namespace FraudMl.Tool.Tests.Apps;

public sealed class TrainingProjectTests : IDisposable
{
    private const string App = """<Project Sdk="FraudMl.Sdk/1.0.0"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>""";

    private const string Api = """
        <Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><PackageReference Include="FraudMl.Serving" Version="1.0.0" /></ItemGroup></Project>
        """;

    private const string Tests = """
        <Project Sdk="FraudMl.Sdk/1.0.0"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>
        <ItemGroup><PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.0" /></ItemGroup></Project>
        """;

    private const string Console = """
        <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>
        <ItemGroup><PackageReference Include="FraudMl" Version="1.0.0" /></ItemGroup></Project>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-apps-").FullName;

    [Fact]
    public void The_one_training_app_of_a_solution_is_found()
    {
        string app = Write("src/Acme.Training/Acme.Training.csproj", App);
        Write("src/Acme.Api/Acme.Api.csproj", Api);
        Write("tests/Acme.Tests/Acme.Tests.csproj", Tests);
        Write("src/Acme.Training/obj/Copy.csproj", App);
        Write("src/Broken/Broken.csproj", "<Project");

        TrainingProject.Find(_folder).ShouldBe(app);
        TrainingProject.Find(app).ShouldBe(app);
    }

    [Fact]
    public void Of_several_the_one_called_training_is_taken_or_all_are_named()
    {
        Write("Jobs/Jobs.csproj", Console);
        string training = Write("My.Training/My.Training.csproj", App);
        TrainingProject.Find(_folder).ShouldBe(training);

        Write("Other.Training/Other.Training.csproj", Console);
        Refusal refused = Should.Throw<Refusal>(() => TrainingProject.Find(_folder));
        refused.ExitCode.ShouldBe(ExitCode.BadInput);
        refused.Message.ShouldContain($"Jobs{Path.DirectorySeparatorChar}Jobs.csproj");
        refused.Message.ShouldEndWith("Name one with --project.");
    }

    [Fact]
    public async Task Without_one_a_sentence_says_what_to_do()
    {
        Write("Api/Api.csproj", Api);
        (await ToolRun.Of("train", "--project", _folder)).Refused(2).ShouldContain("fraudml new");
        (await ToolRun.Of("train", "--project", Path.Combine(_folder, "none"))).Refused(2).ShouldContain("There is no project or folder");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string path, string text)
    {
        string file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return Path.GetFullPath(file);
    }
}
