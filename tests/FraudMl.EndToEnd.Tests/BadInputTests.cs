using System.IO.Compression;
using System.Text;
using FraudMl.Mlflow;

namespace FraudMl.EndToEnd.Tests;

/// <summary>Every mistake ends in one sentence on the error stream and exit code 1.</summary>
public sealed class BadInputTests : IDisposable
{
    private static readonly string Components = string.Join(',', Enumerable.Range(1, 28).Select(i => $"V{i}"));
    private static readonly string Header = $"Time,{Components},Amount,Class\n";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public Task A_missing_file() => EndsWith(_folder.At("nowhere.csv"), "nowhere.csv");

    [Fact]
    public Task An_empty_file() => EndsWith(_folder.Write("empty.csv", ""), "empty.csv");

    [Fact]
    public Task No_label_column() => EndsWith(_folder.Write("data.csv", $"Time,{Components},Amount\n{Row(1, "0.5", 0)[..^3]}\n"), "Class");

    [Fact]
    public Task Text_in_a_numeric_column() => EndsWith(_folder.Write("data.csv", Rows(300) + Row(9, "abc", 0)), "line 302", "V1");

    [Fact]
    public Task A_column_of_the_layout_that_is_missing() => EndsWith(_folder.Write("data.csv", "Time,V1,Amount,Class\n1,2,3,0\n"), "V2");

    [Fact]
    public Task A_label_that_is_not_0_or_1() =>
        EndsWith(_folder.Write("data.csv", Header + Row(1, "2", 7) + Row(2, "1", 0)), "Class", "0 or 1");

    [Fact]
    public Task One_class_only() =>
        EndsWith(_folder.Write("data.csv", Header + string.Concat(Enumerable.Range(0, 100).Select(i => Row(i, "1.5", 0)))), "fraud");

    [Fact]
    public async Task Fewer_frauds_than_folds_fail_the_run_too()
    {
        string file = _folder.Write("data.csv",
            Header + string.Concat(Enumerable.Range(0, 100).Select(i => Row(i, $"{i % 7}.5", i is 3 or 50 ? 1 : 0))));

        await EndsWith(file, "2 frauds", "folds");

        (await MainJobFixture.RunsAsync(_folder.At("output"))).ShouldAllBe(run => run.Info.Status == MlflowRunStatus.Failed);
    }

    [Fact]
    public Task A_truncated_gzip()
    {
        using var whole = new MemoryStream();
        using (var gzip = new GZipStream(whole, CompressionMode.Compress,
            leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(Rows(20_000)));
        File.WriteAllBytes(_folder.At("cut.csv.gz"), whole.ToArray()[..(int)(whole.Length / 2)]);
        return EndsWith(_folder.At("cut.csv.gz"), "cut.csv.gz");
    }

    [Fact]
    public async Task A_budget_that_is_none()
    {
        (int exitCode, _, string errors) = await JobProcess.RunAsync("--budget", "soon");

        exitCode.ShouldBe(1);
        errors.ShouldContain("--budget");
    }

    public void Dispose() => _folder.Dispose();

    private async Task EndsWith(string file, params string[] words)
    {
        (int exitCode, string output, string errors) = await JobProcess.RunAsync("--data", file, "--output", _folder.At("output"));

        exitCode.ShouldBe(1, output + errors);
        foreach (string word in words) errors.ShouldContain(word);
        errors.ShouldStartWith("error: ");
        errors.Split('\n').Length.ShouldBe(1, errors);
        (output + errors).ShouldNotContain("   at ");
    }

    private static string Rows(int count) =>
        Header + string.Concat(Enumerable.Range(0, count).Select(i => Row(i, $"{i % 13}.25", i % 20 == 0 ? 1 : 0)));

    private static string Row(int time, string v1, int label) =>
        $"{time},{v1},{string.Join(',', Enumerable.Range(2, 27).Select(i => (time * i) % 11))},{time % 50},{label}\n";
}
