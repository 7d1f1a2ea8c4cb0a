using System.Text;
using FraudMl.Tests;

namespace FraudMl.Serving.Tests;

/// <summary>Requests that are wrong as HTTP too, 5,000 of them on raw sockets; FRAUDML_SOAK=1 sends 100,000.</summary>
public sealed class WireFuzzTests
{
    // Many, since a body that never comes is waited for, five seconds each.
    private const int ClientCount = 64;

    private static int Count => Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 100_000 : 5_000;

    [Fact]
    public async Task No_request_is_answered_with_a_server_error_or_not_at_all()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        Uri address = server.Client.BaseAddress!;
        string[] bodies = [.. RequestBodies.Names.Select(format => RequestBodies.Of(format, TestModels.Mixed(3, 9)).Body)];
        await Task.WhenAll(Enumerable.Range(0, ClientCount).Select(async seed =>
        {
            var wire = new WireRequests(bodies, seed);
            for (int i = 0; i < Count / ClientCount; i++)
            {
                string request = wire.Next();
                (int status, string answer) = await RawHttp.SendAsync(address, request);
                string sent = $"seed {seed}, request {i}: {request[..Math.Min(request.Length, 600)]}";
                (status is < 500 or 501 or 505).ShouldBeTrue($"{status} {sent} → {answer}");
                foreach (string leak in (string[])["   at ", ".cs:line", "System.", AppContext.BaseDirectory])
                    answer.ShouldNotContain(leak, Case.Sensitive, sent);
            }
        }));
        (await server.Client.GetAsync(new Uri("/ping", UriKind.Relative))).EnsureSuccessStatusCode();
    }

    [Theory]
    [InlineData("ffffffffffffffff")]
    [InlineData("7fffffffffffffff")]
    [InlineData("ZZ")]
    [InlineData("-1")]
    public async Task A_chunk_without_a_size_is_a_bad_request(string size)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        foreach (string path in (string[])["/invocations", "/score"])
        {
            (int status, _) = await RawHttp.SendAsync(server.Client.BaseAddress!,
                $"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: "
                + $"close\r\n\r\n{size}\r\n{{}}");
            status.ShouldBe(400);
        }
    }

    [Theory]
    [InlineData("/invocations", "{\"\\ud800\":1}")]
    [InlineData("/invocations", "{\"dataframe_split\":{\"\\ud800\":1}}")]
    [InlineData("/invocations", "{\"dataframe_records\":[{\"\\udc00\":1}]}")]
    [InlineData("/invocations", "{\"dataframe_split\":{\"columns\":[\"\\ud800\"],\"data\":[[1]]}}")]
    [InlineData("/score", "{\"\\ud800\":1}")]
    public async Task Half_of_a_surrogate_pair_in_a_name_is_a_bad_request(string path, string body)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using HttpResponseMessage response = await server.PostAsync(body, path: path);
        ((int)response.StatusCode).ShouldBe(400);
    }

    [Theory]
    [InlineData("1000000000000000000")]
    [InlineData("-9000000000000000000")]
    [InlineData("253402300800000000")]
    public async Task A_time_that_no_calendar_has_is_shown_as_a_number_among_the_reasons(string time)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using HttpResponseMessage response =
            await server.PostAsync($"{{\"Amount\":10,\"Category\":\"games\",\"V1\":1,\"At\":{time}}}", path: "/score?reasons=5");
        ((int)response.StatusCode).ShouldBeLessThan(500);
    }
}
