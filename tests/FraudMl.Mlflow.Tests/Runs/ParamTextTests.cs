namespace FraudMl.Mlflow.Tests;

public sealed class ParamTextTests
{
    public static TheoryData<object?, string> Values => new()
    {
        { null, "None" },
        { true, "True" },
        { 0.5, "0.5" },
        { "text", "text" },
        { new[] { "V1", "V2" }, "['V1', 'V2']" },
        { new[] { 1, 2 }, "[1, 2]" },
        { new List<double> { 0.25 }, "[0.25]" },
        { Array.Empty<string>(), "[]" },
        { new object?[] { null, false, "it's", new[] { 1 } }, "[None, False, \"it's\", [1]]" },
        { new Dictionary<string, object?> { ["depth"] = 3, ["rate"] = 0.1, ["names"] = new[] { "a" } },
            "{'depth': 3, 'rate': 0.1, 'names': ['a']}" },
        { new HashSet<int> { 7 }, "[7]" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_written_as_Python_writes_it(object? value, string text) => ParamText.Of(value).ShouldBe(text);

    [Fact]
    public void What_has_no_end_is_cut()
    {
        ParamText.Of(Endless()).Length.ShouldBeInRange(6_000, 7_000);
        var self = new List<object>();
        self.Add(self);
        ParamText.Of(self).Length.ShouldBeLessThan(1_000);

        static IEnumerable<int> Endless()
        {
            for (int i = 0; ; i++)
                yield return i;
        }
    }

    [Fact]
    public async Task Lists_and_dictionaries_are_logged_as_text()
    {
        using var store = new TemporaryStore();
        using MlflowClient client = store.Connect();
        await using MlflowActiveRun run = await client.StartRunAsync("x");
        await run.LogParamAsync("columns", new[] { "V1", "V2" });
        await run.LogParamsAsync([KeyValuePair.Create("options", (object?)new Dictionary<string, int> { ["depth"] = 3 })]);
        (await client.Runs.GetAsync(run.RunId)).Run.Data.Params.ShouldBe([new("columns", "['V1', 'V2']"), new("options", "{'depth': 3}")]);
    }
}
