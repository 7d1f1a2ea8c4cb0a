using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Net;
using System.Text;
using FraudMl.Tests;

namespace FraudMl.Serving.Tests;

public sealed class LargeBodyTests
{
    private const string Row = "{\"V1\":NaN,\"Amount\":10,\"At\":5,\"Category\":\"games\"}";

    [Fact]
    public async Task Large_bodies_share_a_budget_and_small_ones_need_none()
    {
        await using ScoringServer server =
            await ScoringServer.StartAsync(TestModels.MixedModel, options => options.MaximumConcurrentBodyBytes = 12_000_000);
        using var slow = new HalfContent(Body(8_000_000));
        Task<HttpResponseMessage> first = server.Client.PostAsync(new Uri("/invocations", UriKind.Relative), slow);
        await slow.HalfSent;
        HttpResponseMessage busy = await UntilAsync(server, Body(8_000_000), HttpStatusCode.ServiceUnavailable);
        busy.Headers.RetryAfter.ShouldNotBeNull();
        (await busy.Content.ReadAsStringAsync()).ShouldContain("MaximumConcurrentBodyBytes");
        (await UntilAsync(server, Body(900_000), HttpStatusCode.OK)).Dispose();
        slow.Finish();
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await UntilAsync(server, Body(8_000_000), HttpStatusCode.OK)).Dispose();
        busy.Dispose();
    }

    [Fact]
    public async Task A_packed_body_takes_room_for_what_it_unpacks_to()
    {
        await using ScoringServer server =
            await ScoringServer.StartAsync(TestModels.MixedModel, options => options.MaximumConcurrentBodyBytes = 12_000_000);
        using var slow = new HalfContent(Body(8_000_000));
        Task<HttpResponseMessage> first = server.Client.PostAsync(new Uri("/invocations", UriKind.Relative), slow);
        await slow.HalfSent;
        byte[] packed = Gzip(Body(8_000_000));
        packed.Length.ShouldBeLessThan(100_000);
        (await UntilAsync(server, packed, HttpStatusCode.ServiceUnavailable)).Dispose();
        (await UntilAsync(server, Gzip(Body(900_000)), HttpStatusCode.OK)).Dispose();
        slow.Finish();
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await UntilAsync(server, packed, HttpStatusCode.OK)).Dispose();
    }

    /// <summary>Packed and unpacked, it once was in its own way.</summary>
    [Fact]
    public async Task One_packed_body_always_fits()
    {
        await using ScoringServer server =
            await ScoringServer.StartAsync(TestModels.MixedModel, options => options.MaximumConcurrentBodyBytes = 2_000_000);
        byte[] noise = new byte[3_000_000];
        new Random(1).NextBytes(noise);
        byte[] packed = Gzip(Body(Convert.ToBase64String(noise)));
        packed.Length.ShouldBeGreaterThan(2_500_000);
        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage response = await PostAsync(server, packed);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_NaN_is_a_missing_value_wherever_it_stands_and_never_a_name()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        const string Good = "\"Amount\":10,\"At\":5";
        string expected = await AnswerAsync(server, "{\"inputs\":[{" + Good + ",\"V1\":null,\"Category\":null}]}");
        (await AnswerAsync(server, "{\"inputs\":[{" + Good + ",\"V1\":NaN,\"Category\":NaN}]}")).ShouldBe(expected);
        (await AnswerAsync(server, "{\"inputs\":[{" + Good + ",\"V1\" : NaN ,\"NaN\":\"NaN \\\" Infinity\",\"Category\":null}]}"))
            .ShouldBe(expected);
        (await AnswerAsync(server, "{\"dataframe_split\":{\"columns\":[\"V1\",\"Amount\",\"At\",\"Category\"],\"data\":[[NaN,10,5,NaN]]}}"))
            .ShouldBe(expected);
        using HttpResponseMessage name = await server.PostAsync("{\"inputs\":[{" + Good + ",\"V1\":1,\"Category\":\"x\",NaN : 1}]}");
        name.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    /// <summary>A body of NaN once took seven times its length.</summary>
    [Fact]
    [SuppressMessage("Reliability", "CA2000", Justification = "The answers are awaited one after the other.")]
    public async Task A_large_body_takes_memory_in_proportion_to_its_length_and_gives_it_back()
    {
        await using ScoringServer server =
            await ScoringServer.StartAsync(TestModels.MixedModel, options => options.MaximumRowCount = 1_000_000);
        byte[] body = Body(12_000_000);
        (await PostAsync(server, body)).Dispose();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        using HttpResponseMessage response = await PostAsync(server, body);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(3L * body.Length);
    }

    private static async Task<string> AnswerAsync(ScoringServer server, string body)
    {
        using HttpResponseMessage response = await server.PostAsync(body);
        string answer = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, answer);
        return answer;
    }

    /// <summary>Sends until the server has noticed what came before.</summary>
    private static async Task<HttpResponseMessage> UntilAsync(ScoringServer server, byte[] body, HttpStatusCode expected)
    {
        HttpResponseMessage response = await PostAsync(server, body);
        for (int i = 0; i < 200 && response.StatusCode != expected; i++)
        {
            response.Dispose();
            await Task.Delay(25);
            response = await PostAsync(server, body);
        }

        response.StatusCode.ShouldBe(expected);
        return response;
    }

    private static Task<HttpResponseMessage> PostAsync(ScoringServer server, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        if (body is [0x1F, 0x8B, ..]) content.Headers.ContentEncoding.Add("gzip");
        return server.Client.PostAsync(new Uri("/invocations", UriKind.Relative), content);
    }

    private static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(body);
        return packed.ToArray();
    }

    /// <summary>One row, behind a text that makes the body as long as that.</summary>
    private static byte[] Body(int length) => Body(new string('a', length));

    private static byte[] Body(string text) => Encoding.UTF8.GetBytes($$"""{"ignored":"{{text}}","dataframe_records":[{{Row}}]}""");
}
