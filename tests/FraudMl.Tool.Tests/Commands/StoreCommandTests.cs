using System.Text.Json;

namespace FraudMl.Tool.Tests.Commands;

/// <summary>Commands on runs and registered models.</summary>
public sealed class StoreCommandTests(CardsFixture cards) : IClassFixture<CardsFixture>
{
    [Fact]
    public async Task A_version_is_promoted_and_taken_back()
    {
        (await Store("promote", "cards", "2")).Done().Output.Trim()
            .ShouldBe("models:/cards@champion is version 2; version 1 is kept as champion-previous.");
        JsonElement back = (await Store("rollback", "cards", "--json")).Done().Json;
        (back.GetProperty("version").GetString(), back.GetProperty("previousVersion").GetString()).ShouldBe(("1", "2"));
        (await Store("promote", "cards", "9")).Refused(3).ShouldContain("cards");
        (await Store("rollback", "cards", "--alias", "shadow")).Refused(3).ShouldContain("shadow-previous");
    }

    [Fact]
    public async Task Runs_are_compared_with_the_interval_of_their_folds()
    {
        string text = (await Store("compare", cards.FirstRun, cards.SecondRun)).Done().Output;
        text.ShouldContain("95 % interval");
        text.ShouldMatch(@"average_precision +[\d.]+ +[\d.]+ +[+-][\d.]+ +[+-][\d.]+ to [+-][\d.]+");

        JsonElement json = (await Store("compare", cards.FirstRun, cards.SecondRun, "--json")).Done().Json;
        JsonElement precision = json.GetProperty("metrics").EnumerateArray()
            .Single(metric => metric.GetProperty("name").GetString() == "average_precision");
        precision.GetProperty("paired").GetProperty("degreesOfFreedom").GetInt32().ShouldBe(2);
        json.GetProperty("params").EnumerateArray().ShouldContain(param => !param.GetProperty("isSame").GetBoolean());
        (await Store("compare", cards.FirstRun, "none")).Refused(3).ShouldContain("none");
    }

    [Fact]
    public async Task Without_a_store_one_sentence_says_so_and_none_is_made()
    {
        string uri = $"sqlite:///{cards.At("none.db")}";
        (await ToolRun.Of("promote", "cards", "1", "--tracking-uri", uri)).Refused(3).ShouldContain("There is no MLflow store");
        File.Exists(cards.At("none.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task Neither_answers_nor_errors_have_a_password()
    {
        ToolRun run = await ToolRun.Of("compare", "a", "b", "--verbose", "--tracking-uri", "http://me:hunter22@127.0.0.1:1");
        run.ExitCode.ShouldBe(3);
        run.Error.ShouldContain("   at ");
        $"{run.Output}{run.Error}".ShouldNotContain("hunter22");

        ToolRun looked = await ToolRun.Of("doctor", "--tracking-uri", "http://me:hunter22@127.0.0.1:1");
        looked.ExitCode.ShouldBe(4);
        looked.Output.ShouldNotContain("hunter22");
    }

    [Fact]
    public async Task A_shell_is_offered_commands_options_and_the_models_of_the_store()
    {
        (await ToolRun.Of("[suggest:3]", "pro")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ShouldBe(["profile", "promote"]);
        (await ToolRun.Of("[suggest:9]", "score --m")).Output.ShouldContain("--model");
        string line = $"promote --tracking-uri {cards.TrackingUri} ca";
        (await ToolRun.Of($"[suggest:{line.Length}]", line)).Output.Trim().ShouldBe("cards");
    }

    private Task<ToolRun> Store(params string[] args) => ToolRun.Of([.. args, "--tracking-uri", cards.TrackingUri]);
}
