using System.Text.Json.Nodes;
using FraudMl.Databricks.Double;
using FraudMl.Mlflow;
using FraudMl.Profiling;

namespace FraudMl.Databricks.Tests.Serving;

public sealed class InferenceTableTests : IAsyncLifetime
{
    private const string Table = "main.fraud.card_fraud_payload";

    private static readonly Dataset _train = Rows(600, shift: 0);
    private static readonly FraudModel _model = new FraudPipelineBuilder().OneHot("Country").Train(Trainers.LogisticRegression()).Build()
        .Fit(_train);

    private TestWorkspace _workspace = null!;

    public async Task InitializeAsync() => _workspace = await TestWorkspace.StartAsync();

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Fact]
    public async Task What_an_endpoint_scored_is_read_and_compared_with_the_training()
    {
        ServingEndpoints endpoints = _workspace.Double.Serving;
        endpoints.Registered.Add("main.fraud.cards/7");
        endpoints.Score = (_, body) => new JsonObject
        {
            ["predictions"] = new JsonArray([.. body["dataframe_records"]!.AsArray().Select(row => row!["Amount"] is { } amount
                ? new JsonObject { ["fraud_probability"] = amount.GetValue<double>() / 1000 }
                : throw new BadRequestException("Amount is missing."))]),
        };
        using var serving = DatabricksServing.Connect(_workspace.Options);
        DatabricksEndpoint endpoint = await serving.DeployAsync("card-fraud", [new() { Model = "main.fraud.cards", Version = "7" }],
            new() { InferenceTable = new() { Catalog = "main", Schema = "fraud" } });
        using FraudScoringClient client = serving.Query("card-fraud");
        Dataset live = Rows(400, shift: 300);
        var amounts = (NumberColumn)live["Amount"];
        var countries = (TextColumn)live["Country"];
        await client.ScoreAsync(Enumerable.Range(0, live.RowCount).Select(row => new Dictionary<string, object?>
        {
            ["Amount"] = amounts.Values[row], ["Country"] = countries.Dictionary.Texts[countries.Codes[row]],
        }));
        await Should.ThrowAsync<MlflowException>(client.ScoreAsync([new { Country = "DE" }]));
        Publish([.. endpoints.Calls]);

        DatabricksServedRows served = await ReadAsync(endpoint.InferenceTable!);
        served.ToString().ShouldBe($"{Table}: 2 requests with 400 rows; 1 failed (400: 1)");
        ((NumberColumn)served.Data["Amount"]).Values.SequenceEqual(amounts.Values).ShouldBeTrue();
        ((NumberColumn)served.Data["fraud_probability"]).Values[0].ShouldBe(amounts.Values[0] / 1000, 1e-6f);
        served.Data.HasTimestamps.ShouldBeTrue();
        served.Data["served_entity_id"].Roles.ShouldBe(ColumnRoles.Ignored);
        DriftReport drift = served.Drift(ReferenceProfile.Of(_model, _train));
        drift.RowCount.ShouldBe(400);
        drift.Columns.Single(column => column.Name == "Amount").Verdict.ShouldBe(DriftVerdict.Act);
        drift.Columns.Single(column => column.Name == "Country").Verdict.ShouldBe(DriftVerdict.Stable);
    }

    [Theory]
    [InlineData("""{"dataframe_split": {"columns": ["Country", "Amount", "Other"], "data": [["DE", 1.5, 0], [null, NaN, 0]]}}""")]
    [InlineData("""{"dataframe_split": {"index": [0, 1], "columns": ["Amount", "Country"], "data": [[1.5, "DE"], [null, null]]}}""")]
    [InlineData("""{"dataframe_records": [{"Amount": 1.5, "Country": "DE", "NaN": "a NaN \" NaN"}, {"Amount": -Infinity}]}""")]
    [InlineData("""{"instances": [{"Amount": 1.5, "Country": "DE"}, {}]}""")]
    [InlineData("""{"inputs": {"Amount": [1.5, null], "Country": [["DE"], [null]]}}""")]
    [InlineData("""{"inputs": [[1.5, "DE"], [null, null]], "params": {}}""")]
    public async Task Every_form_of_a_request_is_read(string body)
    {
        _model.Inputs.Select(input => input.Name).ShouldBe(["Amount", "Country"]);
        Publish([new(Clock, 200, body, """{"predictions": [[0.25], [NaN]]}""", "cards-7")]);
        DatabricksServedRows served = await ReadAsync(Table);
        served.UnreadableCount.ShouldBe(0, string.Join(' ', served.Problems));
        float[] amounts = ((NumberColumn)served.Data["Amount"]).Values.ToArray();
        (amounts[0], float.IsNaN(amounts[1])).ShouldBe((1.5f, true));
        ((TextColumn)served.Data["Country"]).Codes.ToArray().ShouldBe([0, TextDictionary.Missing]);
        ((NumberColumn)served.Data["fraud_probability"]).Values[0].ShouldBe(0.25f);
    }

    [Fact]
    public async Task Requests_that_have_no_rows_are_counted_apart()
    {
        const string good = """{"inputs": {"Amount": [3], "Country": ["FR"]}}""";
        (string? Body, int Status)[] requests =
        [
            (good, 200), ("{", 200), ("[1]", 200), ("""{"inputs": {"Amount": [3]}}""", 200),
            ("""{"inputs": {"Amount": ["secret-value"], "Country": ["FR"]}}""", 200), (null, 200), (good, 429), (good, 500), (good, 500),
        ];
        Publish([.. requests.Select(request => new DoubleCall(Clock, request.Status, request.Body!, "{}", "cards-7"))]);
        DatabricksServedRows served = await ReadAsync(Table);
        (served.Data.RowCount, served.RequestCount, served.UnrecordedCount, served.UnreadableCount).ShouldBe((1, 9L, 1L, 4L));
        served.FailedCounts.ShouldBe(new Dictionary<int, long> { [429] = 1, [500] = 2 });
        served.Problems.ShouldBe(["column 'Amount': expected a number", "column 'Country' is missing", "no JSON", "no object of JSON"],
            ignoreOrder: true);
        served.ToString().ShouldNotContain("secret-value");
        // Conditions are bound, and worked out by the warehouse.
        FraudMlException none = await Should.ThrowAsync<FraudMlException>(ReadAsync(Table, $"status_code = {429}"));
        none.Message.ShouldBe($"No request has rows for the model. {Table}: 1 requests with 0 rows; 1 failed (429: 1).");
    }

    [Fact]
    public async Task A_share_of_the_requests_is_drawn_by_the_warehouse()
    {
        Publish([.. Enumerable.Range(0, 400).Select(_ => new DoubleCall(
            Clock, 200, """{"inputs": {"Amount": [3], "Country": ["FR"]}}""", """{"predictions": [0.5]}""", "cards-7"))]);
        DatabricksServedRows served = await Dataset.FromInferenceTableAsync(
            Table, _model, options: new() { Connection = _workspace.Options, SampleShare = 0.25 });
        served.RequestCount.ShouldBeInRange(60, 140);
        _workspace.Double.Statements.Sent.Single().Text.ShouldContain("rand(");
    }

    private DateTimeOffset Clock => _workspace.Double.Clock.GetUtcNow();

    private static Dataset Rows(int count, float shift)
    {
        float[] amounts = [.. Enumerable.Range(0, count).Select(row => (row * 37 % 500) + shift)];
        return new Dataset(
        [
            new NumberColumn("Amount", amounts),
            new TextColumn("Country", [.. Enumerable.Range(0, count).Select(row => row % 2)], new TextDictionary(["DE", "FR"])),
            new NumberColumn("Class", [.. amounts.Select(amount => amount > 450 ? 1f : 0f)], ColumnRoles.Label),
        ]);
    }

    private void Publish(DoubleCall[] calls) => _workspace.Double.Engine.Add(Table,
        [
            new("request_time", "TIMESTAMP"), new("status_code", "INT"), new("client_request_id", "STRING"),
            new("served_entity_id", "STRING"), new("request", "STRING"), new("response", "STRING"),
        ],
        calls.Select(call => new object?[]
        {
            call.Time.ToString("O"), (long)call.Status, null, call.Served, call.Request, call.Response,
        }));

    private Task<DatabricksServedRows> ReadAsync(string table, DatabricksSql? where = null) =>
        Dataset.FromInferenceTableAsync(table, _model, where, new() { Connection = _workspace.Options });
}
