using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace FraudMl.Serving.Tests;

/// <summary>Requests as people and machines send them: HEAD, packed bodies, payloads of MLflow 1.</summary>
public sealed class PeopleTests
{
    private const string Row = "{\"Amount\":10,\"Category\":\"games\",\"V1\":0.5,\"At\":5}";

    [Theory]
    [InlineData("/ping")]
    [InlineData("/health")]
    [InlineData("/version")]
    public async Task Load_balancers_may_ask_with_HEAD(string path)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using HttpResponseMessage head = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        using HttpResponseMessage get = await server.Client.GetAsync(path);

        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentType.ShouldBe(get.Content.Headers.ContentType);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("gzip", "/invocations")]
    [InlineData("x-gzip", "/invocations")]
    [InlineData("GZIP", "/score")]
    [InlineData("br", "/invocations")]
    [InlineData("Br", "/score")]
    public async Task A_body_may_be_packed(string encoding, string path)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        string body = path == "/score" ? Row : $"{{\"inputs\":[{Row}]}}";
        using HttpResponseMessage plain = await server.PostAsync(body, path: path);
        using HttpResponseMessage packed = await PostAsync(server, Pack(body, encoding), encoding, path);

        packed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await packed.Content.ReadAsStringAsync()).ShouldBe(await plain.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("gzip", "no whole gzip")]
    [InlineData("br", "no whole brotli")]
    public async Task A_packed_body_that_is_damaged_cut_or_too_large_is_refused(string encoding, string reason)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel,
            options => options.MaximumBodyBytes = 100_000);
        byte[] packed = Pack($"{{\"inputs\":[{Row}]}}", encoding);
        byte[] flipped = [.. packed];
        flipped[encoding == "br" ? 3 : packed.Length - 6] ^= 0xF1;
        foreach (byte[] body in new[] { packed[..^1], packed[..^9], packed[..10], [], flipped, [.. packed, 0], [1, 2, 3],
            Encoding.UTF8.GetBytes(Row) })
        {
            using HttpResponseMessage refused = await PostAsync(server, body, encoding, "/invocations");
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await refused.Content.ReadAsStringAsync()).ShouldContain(reason);
        }

        using HttpResponseMessage bomb = await PostAsync(server, Pack(new string(' ', 100_001), encoding), encoding, "/invocations");
        bomb.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("deflate")]
    [InlineData("gzip, gzip")]
    [InlineData("gzip, br")]
    [InlineData("zstd")]
    public async Task Another_packing_is_refused_with_those_that_are_taken(string encoding)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        foreach (string path in new[] { "/invocations", "/score" })
        {
            using HttpResponseMessage refused = await PostAsync(server, Pack(Row, "gzip"), encoding, path);
            refused.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
            refused.Headers.GetValues("Accept-Encoding").ShouldBe(["gzip, br"]);
        }
    }

    [Theory]
    [InlineData("{\"columns\":[\"Amount\",\"Category\",\"V1\",\"At\"],\"data\":[[10,\"games\",0.5,5]]}")]
    [InlineData("{\"data\":[[10,\"games\",0.5,5]],\"index\":[0],\"columns\":[\"Amount\",\"Category\",\"V1\",\"At\"]}")]
    public async Task What_MLflow_1_sent_is_read(string body)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using HttpResponseMessage expected = await server.PostAsync($"{{\"inputs\":[{Row}]}}");
        using HttpResponseMessage answer = await server.PostAsync(body);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(await expected.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{\"columns\":[\"Amount\"],\"data\":[[10]]}", "missing inputs ['Category', 'V1', 'At']")]
    [InlineData("{\"data\":[[10]]}", "Received dictionary with input fields: []")]
    [InlineData("{\"columns\":[\"Amount\"]}", "Received dictionary with input fields: []")]
    [InlineData("{\"columns\":[\"Amount\"],\"data\":[[10]],\"more\":1}", "Received dictionary with input fields: []")]
    [InlineData("{\"columns\":1,\"data\":[[10]]}", "must be a list")]
    public async Task What_is_no_frame_of_MLflow_1_is_refused(string body, string reason)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using HttpResponseMessage refused = await server.PostAsync(body);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("message").GetString()!.ShouldContain(reason);
    }

    private static async Task<HttpResponseMessage> PostAsync(ScoringServer server, byte[] body, string encoding, string path)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return await server.Client.PostAsync(path, content);
    }

    private static byte[] Pack(string text, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream packing = encoding.Equals("br", StringComparison.OrdinalIgnoreCase)
            ? new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true)
            : new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) packing.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
