using System.Net;
using System.Text;
using System.Text.Json;

namespace FraudMl.Serving.Tests;

/// <summary>Damaged requests of every sort; FRAUDML_SOAK=1 sends twenty times as many.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "NaN", "-Infinity", "1e999", "-1e-999", "123456789012345678901234567890",
        "\"\\ud800\"", "\"\\u0000\"",
        "\"dataframe_split\"", "\"dataframe_records\"", "\"inputs\"", "\"instances\"", "\"columns\"", "\"data\"", "\"index\"", "\"V1\"",
        "\"Amount\"", "\"At\"", "\"Category\"",
        "\"2024-99-99\"", "\"9999-12-31T23:59:59+14:00\"", "\"0001-01-01T00:00:00+14:00\"", "\uFEFF", "\r\n", "\"\"", "-", "1", "{}", "[]",
        "[[]]", "[{}]", "\0",
    ];

    private static int Count => Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 200_000 : 10_000;

    [Fact]
    public async Task No_request_is_answered_with_a_server_error()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        (string Body, string ContentType)[] seeds = [
            .. RequestBodies.Names.Select(format => RequestBodies.Of(format, TestModels.Mixed(3, 9)))];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async client =>
        {
            var random = new Random(client);
            for (int request = 0; request < Count / 8; request++)
            {
                (string body, string contentType) = seeds[random.Next(seeds.Length)];
                byte[] damaged = Damage(random, body);
                using HttpResponseMessage response = await server.PostAsync(damaged, contentType,
                    random.Next(4) == 0 ? "/score" : "/invocations");
                string answer = await response.Content.ReadAsStringAsync();
                ((int)response.StatusCode).ShouldBeLessThan(500, Convert.ToBase64String(damaged));
                if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest) JsonDocument.Parse(answer).Dispose();
            }
        }));
    }

    [Theory]
    [InlineData("[", 100_000)]
    [InlineData("{\"inputs\":", 10_000)]
    [InlineData("{\"inputs\":[{\"V1\":1", 2_000)]
    public async Task Deep_nesting_is_a_bad_request(string opening, int depth)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using HttpResponseMessage response = await server.PostAsync(string.Concat(Enumerable.Repeat(opening, depth)));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static byte[] Damage(Random random, string body)
    {
        if (random.Next(10) == 0)
        {
            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            return noise;
        }

        if (random.Next(5) == 0) return Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => Pieces[random.Next(Pieces.Length)])));
        var text = new StringBuilder(body);
        for (int change = random.Next(1, 4); change > 0 && text.Length > 0; change--)
        {
            int at = random.Next(text.Length);
            int length = Math.Min(random.Next(1, 12), text.Length - at);
            string piece = Pieces[random.Next(Pieces.Length)];
            switch (random.Next(4))
            {
                case 0: text.Remove(at, length); break;
                case 1: text.Insert(at, piece); break;
                case 2: text.Remove(at, length).Insert(at, piece); break;
                default: text.Insert(at, body[random.Next(body.Length)..]); break;
            }
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (bytes.Length > 0 && random.Next(4) == 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }
}
