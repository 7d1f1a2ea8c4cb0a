using System.Text.Json;

namespace FraudMl.Tool.Tests.Commands;

/// <summary>Commands on files: profile, score, explain, audit.</summary>
public sealed class FileCommandTests(CardsFixture cards) : IClassFixture<CardsFixture>
{
    private string Model => cards.At("cards.fraudml");

    [Fact]
    public async Task A_file_is_profiled_as_text_JSON_and_page()
    {
        string page = cards.At("profile.html");
        ToolRun text = await ToolRun.Of("profile", cards.Transactions, "--label", "Class", "--time", "Time", "--html", page);
        text.Output.ShouldContain("40 rows");
        text.Error.Trim().ShouldBe($"The page is {page}.");
        File.ReadAllText(page).ShouldStartWith("<!DOCTYPE html>", Case.Insensitive);
        (await ToolRun.Of("profile", cards.At("cards.parquet"), "--label", "Class", "--json")).Done().Json
            .GetProperty("rowCount").GetInt32().ShouldBe(40);
        (await ToolRun.Of("profile", cards.Transactions, "--label", "Fraud")).Refused(2).ShouldContain("'Fraud'");
    }

    [Theory]
    [InlineData("cards.csv", "scores.csv")]
    [InlineData("cards.parquet", "scores.csv")]
    [InlineData("cards.csv", "scores.parquet")]
    public async Task A_file_is_scored_to_the_scores_of_the_model(string from, string to)
    {
        string output = cards.At($"{from}-{to}");
        (await ToolRun.Of("score", cards.At(from), "-m", Model, "-o", output)).Done().Output.ShouldStartWith("40 transactions scored");

        Dataset scored = to.EndsWith(".csv", StringComparison.Ordinal) ? Dataset.FromCsv(output) : Dataset.FromParquet(output);
        FraudModel model = FraudModel.Load(Model);
        float[] expected = Array.ConvertAll(model.Score(Dataset.FromCsv(cards.Transactions, model)), score => (float)score);
        ((NumberColumn)scored["fraud_probability"]).Values.ToArray().ShouldBe(expected);
    }

    [Fact]
    public async Task Many_files_are_scored_into_a_folder_once()
    {
        string output = cards.At("many");
        (await ToolRun.Of("score", cards.At("cards?parquet"), "-m", Model, "-o", output)).Done().Output
            .ShouldStartWith("1 scored (40 rows), 0 done before");
        (await ToolRun.Of("score", cards.At("cards?parquet"), "-m", Model, "-o", output, "--json")).Done().Json
            .GetProperty("skipped").GetInt32().ShouldBe(1);
        File.Exists(Path.Combine(output, "cards.parquet")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_model_is_named_by_alias_version_file_or_a_sentence()
    {
        string uri = cards.TrackingUri;
        foreach (string model in new[] { "models:/cards/2", Model })
        {
            (await ToolRun.Of("score", cards.Transactions, "-m", model, "-o", cards.At("named.csv"), "--tracking-uri", uri, "--json"))
                .Done().Json.GetProperty("rowCount").GetInt32().ShouldBe(40);
        }

        (await ToolRun.Of("score", cards.Transactions, "-m", "models:/cards@nobody", "-o", cards.At("no.csv"), "--tracking-uri", uri))
            .Refused(3).ShouldContain("nobody");
        (await ToolRun.Of("score", cards.Transactions, "-m", "nowhere.fraudml", "-o", cards.At("no.csv"))).Refused(3)
            .ShouldContain("There is no model file or directory 'nowhere.fraudml'");
        (await ToolRun.Of("score", cards.Transactions, "-m", cards.Transactions, "-o", cards.At("no.csv"))).Refused(2);
        File.Exists(cards.At("no.csv")).ShouldBeFalse();
    }

    [Fact]
    public async Task Each_row_is_explained_with_its_reasons()
    {
        string text = (await ToolRun.Of("explain", cards.Transactions, "--model", Model, "--rows", "2", "--top", "1")).Done().Output;
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4);
        text.ShouldMatch(@"row 1: 0\.\d{4}\n  [+-]\d+\.\d{3} ");
        JsonElement json = (await ToolRun.Of("explain", cards.Transactions, "--model", Model, "--rows", "3", "--json")).Done().Json;
        json.GetArrayLength().ShouldBe(3);
        json[0].GetProperty("reasons").GetArrayLength().ShouldBe(3);
        (await ToolRun.Of("explain", cards.Transactions, "--model", Model, "--rows", "0")).Refused(2)
            .ShouldContain("--rows must be at least 1");
    }

    [Fact]
    public async Task A_whole_log_is_verified_by_folder_and_by_file_and_a_changed_one_is_told()
    {
        (await ToolRun.Of("audit", "verify", cards.AuditLog)).Done().Output.ShouldStartWith("3 records, 1 to 3, are as they were written.");
        string file = Directory.GetFiles(cards.AuditLog, "*.jsonl").ShouldHaveSingleItem();
        (await ToolRun.Of("audit", "verify", file, "--json")).Done().Json.GetProperty("isWhole").GetBoolean().ShouldBeTrue();

        string changed = cards.At("audit-00000001-20260101.jsonl");
        string[] lines = File.ReadAllLines(file);
        File.WriteAllLines(changed, [lines[0], lines[2]]);
        ToolRun broken = await ToolRun.Of("audit", "verify", changed);
        (broken.ExitCode, broken.Error).ShouldBe((4, ""));
        broken.Output.ShouldContain("line 2: it does not hang on the record before.");
        (await ToolRun.Of("audit", "verify", cards.At("nothing"))).Refused(2).ShouldContain("There is no folder");
    }
}
