using System.Net;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FraudMl.Serving.Tests;

public sealed class IdempotencyTests
{
    private const string Row = """{"Amount":10,"Category":"games","V1":null,"At":"2026-01-31T13:05:00Z"}""";

    [Theory]
    [InlineData("/score?reasons=2", Row)]
    [InlineData("/invocations", """{"dataframe_records":[""" + Row + "]}")]
    public async Task The_same_request_again_gets_the_first_answer_and_is_not_scored(string path, string body)
    {
        var seen = new Counted();
        await using ScoringServer server = await StartAsync(seen);
        (HttpStatusCode status, string first, bool isRepeated) = await SendAsync(server, "k1", body, path);
        status.ShouldBe(HttpStatusCode.OK);
        isRepeated.ShouldBeFalse();
        server.Replace(new ServedModel(TestModels.CreditCardModel, "next"));

        (await SendAsync(server, "k1", body, path)).ShouldBe((HttpStatusCode.OK, first, true));
        seen.RowCount.ShouldBe(1);
        (await SendAsync(server, "k2", body, path)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Lines_of_a_batch_are_scored_once_bad_ones_included()
    {
        var seen = new Counted();
        await using ScoringServer server = await StartAsync(seen);
        string body = string.Join('\n', Enumerable.Repeat(Row, 300).Append("{}").Append(Row));
        string streamed = await (await server.PostAsync(body, "application/x-ndjson", "/score/batch")).Content.ReadAsStringAsync();
        (HttpStatusCode status, string first, bool isRepeated) =
            await SendAsync(server, "k1", body, "/score/batch", "application/x-ndjson");
        (status, first, isRepeated).ShouldBe((HttpStatusCode.OK, streamed, false));
        (await SendAsync(server, "k1", body, "/score/batch", "application/x-ndjson")).ShouldBe((HttpStatusCode.OK, first, true));
        seen.RowCount.ShouldBe(602);
        (await SendAsync(server, "k1", body + "\n" + Row, "/score/batch", "application/x-ndjson")).Status
            .ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await SendAsync(server, "k2", string.Concat(Enumerable.Repeat("{}\n", 10_001)), "/score/batch", "application/x-ndjson"))
            .ShouldSatisfyAllConditions(
                refused => refused.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge),
                refused => refused.Answer.ShouldContain("at most 10000 transactions, since its answer is kept"));
    }

    [Fact]
    public async Task What_a_server_can_not_do_at_the_moment_is_no_answer_of_a_batch_that_is_kept()
    {
        string folder = Directory.CreateTempSubdirectory("fraudml-").FullName;
        FakeTimeProvider time = MonitoredServer.Clock();
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<TimeProvider>(time).AddFraudScoringModel(TestModels.MixedModel).AddFraudAudit(folder));
        await using ScoringServer running = server;
        await started;
        await SendAsync(server, "k0", Row, "/score/batch", "application/x-ndjson");
        time.Advance(TimeSpan.FromDays(1));
        string inTheWay = Path.Combine(folder, "audit-00000002-20260302.jsonl");
        Directory.CreateDirectory(inTheWay);
        (await SendAsync(server, "k1", Row, "/score/batch", "application/x-ndjson")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        Directory.Delete(inTheWay);
        (await SendAsync(server, "k1", Row, "/score/batch", "application/x-ndjson")).ShouldSatisfyAllConditions(
            answered => answered.Status.ShouldBe(HttpStatusCode.OK), answered => answered.IsRepeated.ShouldBeFalse());
    }

    [Fact]
    public async Task A_key_for_another_request_is_refused()
    {
        await using ScoringServer server = await StartAsync();
        await SendAsync(server, "k1", Row);
        foreach ((string path, string body) in new[] { ("/score", Row.Replace("10", "11")), ("/score?reasons=1", Row) })
        {
            (HttpStatusCode status, string answer, _) = await SendAsync(server, "k1", body, path);
            status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            answer.ShouldContain("used for another request before");
        }
    }

    [Fact]
    public async Task A_key_belongs_to_the_authenticated_user()
    {
        var seen = new Counted();
        string user = "ann";
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(
            services => services.AddSingleton<IScoringObserver>(seen).AddFraudScoringModel(TestModels.MixedModel),
            app => app.Use((context, next) =>
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, user)], "test"));
                return next(context);
            }));
        await using ScoringServer running = server;
        await started;
        await SendAsync(server, "k1", Row);
        user = "bob";
        (await SendAsync(server, "k1", Row)).IsRepeated.ShouldBeFalse();
        user = "ann";
        (await SendAsync(server, "k1", Row)).IsRepeated.ShouldBeTrue();
        seen.RowCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_request_that_was_refused_may_be_sent_again_with_its_key()
    {
        await using ScoringServer server = await StartAsync();
        (await SendAsync(server, "k1", "{}")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(server, "k1", Row)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Many_at_once_are_scored_once_and_all_answered_the_same()
    {
        var seen = new Counted { Pause = TimeSpan.FromMilliseconds(100) };
        await using ScoringServer server = await StartAsync(seen);
        (HttpStatusCode Status, string Answer, bool IsRepeated)[] answers =
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(server, "k1", Row)));
        answers.Select(answer => (answer.Status, answer.Answer)).Distinct().Count().ShouldBe(1);
        answers.Count(answer => !answer.IsRepeated).ShouldBe(1);
        seen.RowCount.ShouldBe(1);
    }

    [Fact]
    public async Task Answers_are_forgotten_by_number_and_age()
    {
        var time = MonitoredServer.Clock();
        var seen = new Counted();
        await using ScoringServer server = await StartAsync(seen, time, keyCount: 2);
        foreach (string key in new[] { "a", "b", "c", "c", "b", "a" }) await SendAsync(server, key, Row);
        seen.RowCount.ShouldBe(4);
        time.Advance(TimeSpan.FromHours(25));
        await SendAsync(server, "a", Row);
        seen.RowCount.ShouldBe(5);
    }

    [Fact]
    public async Task None_is_remembered_where_the_number_is_0()
    {
        var seen = new Counted();
        await using ScoringServer server = await StartAsync(seen, keyCount: 0);
        await SendAsync(server, "a", Row);
        (await SendAsync(server, "a", Row)).IsRepeated.ShouldBeFalse();
        seen.RowCount.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("long")]
    public async Task What_is_no_key_is_refused(string key)
    {
        if (key == "long") key = new string('k', 256);
        await using ScoringServer server = await StartAsync();
        (await SendAsync(server, key, Row)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<(HttpStatusCode Status, string Answer, bool IsRepeated)> SendAsync(
        ScoringServer server, string key, string body, string path = "/score", string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, contentType),
        };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using HttpResponseMessage answer = await server.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Contains("Idempotent-Replayed"));
    }

    private static async Task<ScoringServer> StartAsync(Counted? seen = null, FakeTimeProvider? time = null, int keyCount = 100)
    {
        (ScoringServer server, Task started) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddSingleton<TimeProvider>(time ?? MonitoredServer.Clock())
            .AddSingleton<IScoringObserver>(seen ?? new Counted())
            .AddFraudScoringModel(TestModels.MixedModel, options => options.IdempotencyKeyCount = keyCount));
        await started;
        return server;
    }

    private sealed class Counted : IScoringObserver
    {
        private int _rowCount;

        public int RowCount => _rowCount;

        public TimeSpan Pause { get; init; }

        public void Scored(in ScoredBlock rows)
        {
            Interlocked.Add(ref _rowCount, rows.Session.RowCount);
            Thread.Sleep(Pause);
        }
    }
}
