namespace FraudMl.Mlflow.Tests;

public sealed class MlflowTableTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{"columns": ["a"]}""")]
    [InlineData("""{"columns": null, "data": []}""")]
    [InlineData("""{"columns": [null], "data": []}""")]
    [InlineData("""{"columns": [1], "data": []}""")]
    [InlineData("""{"columns": ["a"], "data": [null]}""")]
    [InlineData("""{"columns": ["a"], "data": [1]}""")]
    [InlineData("""{"columns": ["a", "b"], "data": [[1]]}""")]
    [InlineData("""{"columns": ["a"], "data": [[1, 2]]}""")]
    [InlineData("""{"columns": ["a"], "data": [], "data": []}""")]
    public void A_file_that_holds_no_table_is_refused(string content)
    {
        MlflowTable added = MlflowTable.Of(["a", "c"], [[1, 2]]);
        MlflowException error = Should.Throw<MlflowException>(() => MlflowTable.Parse(content).Then(added).ToJson());
        error.ErrorCode.ShouldBe(MlflowErrorCodes.InvalidParameterValue);
        error.Message.ShouldBe("The file holds no table to add rows to. Use another path.");
    }

    [Theory]
    [InlineData("no json", "[{\"path\": \"t.json\", \"type\": \"table\"}]")]
    [InlineData("""{"path": "t.json"}""", "[{\"path\": \"t.json\", \"type\": \"table\"}]")]
    [InlineData("""[1, {"path": 2}, {}]""", "[1, {\"path\": 2}, {}, {\"path\": \"t.json\", \"type\": \"table\"}]")]
    [InlineData("""[{"path": "a", "path": "b"}]""", "[{\"path\": \"t.json\", \"type\": \"table\"}]")]
    public void A_list_of_tables_that_somebody_else_wrote_stops_nobody(string tag, string after)
    {
        var run = new MlflowRun { Info = new MlflowRunInfo { RunId = "r" },
            Data = new MlflowRunData { Tags = [new MlflowTag(LoggedTables.Tag, tag)] } };
        LoggedTables tables = LoggedTables.Of(run);
        tables.Contains("t.json").ShouldBeFalse();
        tables.With("t.json").ShouldBe(after);
    }

    [Fact]
    public void Rows_come_after_those_that_are_there_and_columns_that_one_lacks_are_empty()
    {
        MlflowTable there = MlflowTable.Parse("""{"columns": ["a", "b"], "data": [[1, null], ["x", [2]]]}""");
        there.Then(MlflowTable.Of(["b", "c"], [[true, 0.5]])).ToJson()
            .ShouldBe("""{"columns":["a","b","c"],"data":[[1,null,null],["x",[2],null],[null,true,0.5]]}""");
    }
}
