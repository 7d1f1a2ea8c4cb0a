using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FraudMl.Tests;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace FraudMl.Serving.Tests.Batch;

public sealed class BatchTests(ITestOutputHelper output)
{
    private const string Good = """{"Amount":10,"Category":"games","V1":0.5,"At":5}""";

    [Fact]
    public async Task Answers_flow_while_the_body_still_comes_in()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using DuplexHttp request = await DuplexHttp.PostAsync(server.Client.BaseAddress!, "/score/batch");
        await request.SendAsync(Good + "\n" + Good[..7]);
        (await request.StatusAsync()).ShouldBe(200);
        JsonElement first = JsonElement.Parse((await request.LineAsync())!);
        await request.SendAsync(Good[7..] + "\r\n");
        JsonElement second = JsonElement.Parse((await request.LineAsync())!);
        await request.EndAsync();
        (await request.LineAsync()).ShouldBeNull();
        (first.GetProperty("line").GetInt64(), second.GetProperty("line").GetInt64()).ShouldBe((1, 2));
        second.GetProperty("fraudProbability").GetDouble().ShouldBe(first.GetProperty("fraudProbability").GetDouble());
    }

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Each_line_gets_the_bits_of_the_model(string encoding)
    {
        Dataset data = TestModels.Mixed(3_000, 9);
        double[] expected = TestModels.MixedModel.Score(data);
        bool[] flags = TestModels.MixedModel.Decide(data);
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel, options => options.MaximumRowCount = 1);
        string body = string.Join('\n', Enumerable.Range(0, data.RowCount).Select(row => RequestBodies.Record(data, row).ToJsonString()));
        JsonElement[] answers = await AnswersAsync(server, Packed(Encoding.UTF8.GetBytes(body), encoding), encoding);
        answers.Select(answer => answer.GetProperty("fraudProbability").GetDouble()).ShouldBe(expected);
        answers.Select(answer => answer.GetProperty("fraudDecision").GetBoolean()).ShouldBe(flags);
        answers.Select(answer => answer.GetProperty("line").GetInt32()).ShouldBe(Enumerable.Range(1, data.RowCount));
    }

    [Fact]
    public async Task A_bad_line_gets_an_error_and_the_others_are_scored()
    {
        double expected = TestModels.MixedModel.Score(
            new { Amount = 10, Category = "games", V1 = 0.5, At = DateTime.UnixEpoch.AddMicroseconds(5) });
        (string Line, string? Problem)[] lines =
        [
            ("\uFEFF" + Good, null), ("{", "This is none at byte "), ("", ""), (Good + "\r", null), ("  " + Good + "\t", null), ("\r", ""),
            ("[" + Good + "]", "must be a JSON object"), (Good + Good, "This is none at byte"), ("{}", "Model is missing inputs"),
            (Good.Replace("0.5", "NaN", StringComparison.Ordinal), null), (Good.Replace("0.5", "\"secret\"", StringComparison.Ordinal),
                "Column 'V1' must be a number or null. Row 11 has something else."), (Good, null), ("NaN", "must be a JSON object"),
            ("{\"V1\":NaN", "This is none"), (Good.Replace("games", "\\ud800", StringComparison.Ordinal), "half of a surrogate pair"),
            ("{\"V1\":Infinity}", "Column 'V1' must be a number or null"), ("null", "Received null"),
            (string.Concat(Enumerable.Repeat("{\"a\":", 100)), "none at byte"),
            (Good, null),
        ];
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        JsonElement[] answers = await AnswersAsync(server, Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(line => line.Line))));
        (int Number, string? Problem)[] answered = [.. lines.Select((line, i) => (i + 1, line.Problem)).Where(line => line.Problem != "")];
        answers.Select(answer => answer.GetProperty("line").GetInt32()).ShouldBe(answered.Select(line => line.Number));
        foreach ((JsonElement answer, (int number, string? problem)) in answers.Zip(answered))
        {
            answer.TryGetProperty("error", out JsonElement error).ShouldBe(problem is not null, $"{number}: {answer}");
            if (problem is not null)
            {
                error.GetProperty("error_code").GetString().ShouldBeOneOf("BAD_REQUEST", "INVALID_PARAMETER_VALUE");
                error.GetProperty("message").GetString()!.ShouldContain(problem);
                error.GetRawText().ShouldNotContain("secret");
            }
            else if (number != 10)
            {
                answer.GetProperty("fraudProbability").GetDouble().ShouldBe(expected);
            }
        }
    }

    [Fact]
    public async Task A_line_beyond_the_limit_gets_an_error_and_is_read_away()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        string large = "{\"ignored\":\"" + new string('x', 2 << 20) + "\"," + Good[1..];
        JsonElement[] answers = await AnswersAsync(server, Encoding.UTF8.GetBytes($"{Good}\n{large}\n{large}\n{Good}\n{large}"));
        answers.Select(answer => answer.GetProperty("line").GetInt32()).ShouldBe([1, 2, 3, 4, 5]);
        foreach (int line in (int[])[1, 2, 4])
        {
            JsonElement error = answers[line].GetProperty("error");
            error.GetProperty("error_code").GetString().ShouldBe("REQUEST_LIMIT_EXCEEDED");
            error.GetProperty("message").GetString()!.ShouldContain("at most 1048576 bytes");
        }

        answers[3].GetProperty("fraudProbability").GetDouble().ShouldBe(answers[0].GetProperty("fraudProbability").GetDouble());
        await using ScoringServer larger =
            await ScoringServer.StartAsync(TestModels.MixedModel, options => options.MaximumLineBytes = 4 << 20);
        (await AnswersAsync(larger, Encoding.UTF8.GetBytes($"{Good}\n{large}\n{large}"))).Last().GetProperty("fraudProbability").GetDouble()
            .ShouldBe(answers[0].GetProperty("fraudProbability").GetDouble());
    }

    [Fact]
    public async Task Reasons_are_those_of_score()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using HttpResponseMessage one = await server.PostAsync(Good, path: "/score?reasons=3");
        JsonNode expected = JsonNode.Parse(await one.Content.ReadAsStringAsync())!;
        using HttpResponseMessage many = await server.PostAsync($"{Good}\n{Good}", "application/jsonl", "/score/batch?reasons=3");
        many.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
        foreach (string line in (await many.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonObject answer = JsonNode.Parse(line)!.AsObject();
            answer.Remove("line");
            JsonNode.DeepEquals(answer, expected).ShouldBeTrue(line);
        }
    }

    [Fact]
    public async Task What_is_wrong_before_the_first_answer_is_a_status()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        (await StatusAsync(server, "application/x-ndjson", "?reasons=x")).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(server, "application/json")).ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await StatusAsync(server, "application/jsonlines; charset=latin1")).ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await StatusAsync(server, "application/x-jsonlines; charset=utf-8")).ShouldBe(HttpStatusCode.OK);
        var held = new TaskCompletionSource<ServedModel>();
        (ScoringServer starting, Task loaded) = await ScoringServer.StartWhileLoadingAsync(
            services => services.AddSingleton<IModelSource>(new SlowSource(held.Task)).AddFraudScoring("held"));
        await using ScoringServer loading = starting;
        (await StatusAsync(loading, "application/x-ndjson")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        held.SetResult(new ServedModel(TestModels.MixedModel, "held"));
        await loaded;
        (await StatusAsync(loading, "application/x-ndjson")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_model_that_is_replaced_meanwhile_scores_no_further_line()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        var first = new ServedModel(TestModels.MixedModel, "m", "1");
        server.Replace(first);
        using DuplexHttp request = await DuplexHttp.PostAsync(server.Client.BaseAddress!, "/score/batch");
        await request.SendAsync(Good + "\n");
        await request.StatusAsync();
        string before = (await request.LineAsync())!;
        server.Replace(new ServedModel(TestModels.CreditCardModel, "m", "2"));
        await first.Drained;
        string card = "{" + string.Join(',', TestModels.CreditCardModel.Inputs.Select(input => $"\"{input.Name}\":0.25")) + "}";
        await request.SendAsync($"{card}\n{Good}\n");
        await request.EndAsync();
        string[] after = [.. await request.RestAsync()];
        before.ShouldContain("\"modelVersion\":\"1\"");
        after[0].ShouldContain("\"modelVersion\":\"2\"");
        after[1].ShouldContain("Model is missing inputs");
    }

    [Fact]
    public async Task A_client_that_leaves_takes_nothing_with_it()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        for (int i = 0; i < 3; i++)
        {
            using DuplexHttp request = await DuplexHttp.PostAsync(server.Client.BaseAddress!, "/score/batch");
            await request.SendAsync(Good + "\n" + Good[..9]);
            await request.StatusAsync();
            await request.LineAsync();
        }

        var next = new ServedModel(TestModels.MixedModel, "next");
        server.Replace(next);
        (await AnswersAsync(server, Encoding.UTF8.GetBytes(Good))).Length.ShouldBe(1);
        server.Replace(new ServedModel(TestModels.MixedModel, "last"));
        await next.Drained;
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_packed_body_flows_and_one_that_is_cut_off_ends_in_an_error(string encoding)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using DuplexHttp request =
            await DuplexHttp.PostAsync(server.Client.BaseAddress!, "/score/batch", $"Content-Encoding: {encoding}\r\n");
        using var packed = new MemoryStream();
        await using Stream packing = Packing(packed, encoding);
        packing.Write(Encoding.UTF8.GetBytes(Good + "\n"));
        packing.Flush();
        await request.SendAsync(packed.ToArray());
        (await request.StatusAsync()).ShouldBe(200);
        (await request.LineAsync())!.ShouldContain("\"line\":1");
        await request.EndAsync();
        (await request.LineAsync())!.ShouldStartWith(
            "{\"line\":2,\"error\":{\"error_code\":\"BAD_REQUEST\",\"message\":\"The request body is no");
        (await request.LineAsync()).ShouldBeNull();
        using HttpResponseMessage none = await PostAsync(server, [1, 2, 3], encoding);
        none.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_row_that_can_not_be_decided_keeps_no_other_from_being_scored()
    {
        FraudModel model = UndecidableTests.Gaps(Costs.PerTransaction(row => row["Amount"], 5, Undecidable.Refuse));
        await using ScoringServer server = await ScoringServer.StartAsync(model);
        string[] lines = [.. Enumerable.Range(0, 600).Select(i => i % 100 == 99 ? "{\"Amount\":null,\"X\":0.5}"
            : i % 100 == 50 ? "{}" : $"{{\"Amount\":17.25,\"X\":{i}}}")];
        JsonElement[] answers = await AnswersAsync(server, Encoding.UTF8.GetBytes(string.Join("\r\n", lines)));
        answers.Select(answer => answer.GetProperty("line").GetInt32()).ShouldBe(Enumerable.Range(1, 600));
        for (int i = 0; i < 600; i++)
        {
            if (i % 100 == 99)
                answers[i].GetProperty("error").GetProperty("message").GetString()!.ShouldContain($"Row {i + 1} can't be decided");
            else if (i % 100 != 50)
                answers[i].GetProperty("fraudProbability").GetDouble().ShouldBe(model.Score(new { Amount = 17.25, X = i }));
        }
    }

    [Fact]
    public async Task A_client_slower_than_the_servers_limit_is_told_and_left()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel,
            limit: limits => limits.MinRequestBodyDataRate = new MinDataRate(100, TimeSpan.FromSeconds(1.5)));
        using DuplexHttp request = await DuplexHttp.PostAsync(server.Client.BaseAddress!, "/score/batch");
        await request.SendAsync(Good + "\n" + Good[..9]);
        await request.StatusAsync();
        (await request.LineAsync())!.ShouldContain("\"line\":1");
        (await request.LineAsync())!.ShouldStartWith("{\"line\":2,\"error\":");
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_not_read_from()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel,
            limit: limits => limits.MinResponseDataRate = null);
        using DuplexHttp request = await DuplexHttp.PostAsync(server.Client.BaseAddress!, "/score/batch");
        byte[] lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Good + "\n", 1_000)));
        int sent = 0;
        const int Count = 2_000;
        Task sending = Task.Run(async () =>
        {
            for (; sent < Count; Interlocked.Increment(ref sent)) await request.SendAsync(lines);
            await request.EndAsync();
        });
        for (int before = -1; before != Volatile.Read(ref sent); await Task.Delay(500)) before = Volatile.Read(ref sent);
        sending.IsCompleted.ShouldBeFalse();
        (await request.StatusAsync()).ShouldBe(200);
        long count = 0;
        for (; await request.LineAsync() is not null; count++) { }
        await sending;
        count.ShouldBe(Count * 1_000);
    }

    /// <summary>Twenty times as many, 300 MB, with FRAUDML_SOAK=1.</summary>
    [Fact]
    public async Task A_body_of_any_length_takes_no_memory_in_proportion()
    {
        bool isSoak = Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1";
        Dataset data = TestModels.Mixed(2_000, 9);
        double[] expected = TestModels.MixedModel.Score(data);
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        byte[] lines = Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Range(0, data.RowCount).Select(row => RequestBodies.Record(data, row).ToJsonString() + "\n")));
        int times = (isSoak ? 300_000_000 : 15_000_000) / lines.Length;
        using DuplexHttp request = await DuplexHttp.PostAsync(server.Client.BaseAddress!, "/score/batch");
        Task sending = Task.Run(async () =>
        {
            for (int i = 0; i < times; i++) await request.SendAsync(lines);
            await request.EndAsync();
        });
        (await request.StatusAsync()).ShouldBe(200);
        long first = 0, most = 0, line = 0;
        for (; await request.LineAsync() is { } answer; line++)
        {
            if (line % 200_000 == 10_000)
            {
                long held = GC.GetTotalMemory(forceFullCollection: true);
                if (first == 0) first = held;
                most = Math.Max(most, held);
                held.ShouldBeLessThan(first + 5_000_000);
            }

            // Each answer begins alike: its number and probability.
            int colon = answer.LastIndexOf(':', answer.IndexOf("\"fraudDecision\"", StringComparison.Ordinal));
            string probability = answer[(colon + 1)..answer.IndexOf(',', colon)];
            double.Parse(probability, System.Globalization.CultureInfo.InvariantCulture)
                .ShouldBe(expected[line % data.RowCount]);
        }

        await sending;
        line.ShouldBe((long)times * data.RowCount);
        output.WriteLine(FormattableString.Invariant(
            $"{(long)times * lines.Length:#,0} bytes in {line:#,0} lines: {first:#,0} bytes held at first, {most:#,0} at most"));
    }

    private static async Task<HttpStatusCode> StatusAsync(ScoringServer server, string contentType, string query = "")
    {
        using HttpResponseMessage response = await server.PostAsync(Good, contentType, "/score/batch" + query);
        return response.StatusCode;
    }

    private static async Task<JsonElement[]> AnswersAsync(ScoringServer server, byte[] body, string encoding = "")
    {
        using HttpResponseMessage response = await PostAsync(server, body, encoding);
        string answer = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, answer);
        return [.. answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }

    private static Task<HttpResponseMessage> PostAsync(ScoringServer server, byte[] body, string encoding)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/x-ndjson");
        if (encoding.Length > 0) content.Headers.ContentEncoding.Add(encoding);
        return server.Client.PostAsync("/score/batch", content);
    }

    private static byte[] Packed(byte[] body, string encoding)
    {
        if (encoding.Length == 0) return body;
        using var packed = new MemoryStream();
        using (Stream packing = Packing(packed, encoding)) packing.Write(body);
        return packed.ToArray();
    }

    private static Stream Packing(MemoryStream packed, string encoding) => encoding == "br"
        ? new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)
        : new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
}
