using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests;

/// <summary>Requests that are almost right over every route that there is, 4,000 of them; FRAUDML_SOAK=1 sends 200,000.</summary>
public sealed class RouteFuzzTests
{
    private const int ClientCount = 8;

    private static int Count => Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 200_000 : 4_000;

    [Fact]
    public async Task No_route_answers_with_a_server_error_hangs_or_grows()
    {
        (ScoringServer started, Task loaded) = await ScoringServer.StartWhileLoadingAsync(services => services
            .AddFraudScoringModel(TestModels.MixedModel, options => options.WebhookSecret = RouteRequests.Secret)
            .AddFraudScoringModel("cards", TestModels.CreditCardModel),
            app =>
            {
                app.MapFraudConsole();
                app.MapFraudScoringAdmin();
                app.MapFraudMonitoring();
            });
        await using ScoringServer server = started;
        await loaded;
        RouteEndpoint[] routes = [.. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
        routes.Select(route => route.RoutePattern.RawText).Distinct().Count().ShouldBeGreaterThan(20);
        routes.ShouldContain(route => route.RoutePattern.RawText == "/admin/webhook");
        server.Client.Timeout = TimeSpan.FromSeconds(60);
        await SendAsync(server, routes, Count / 4, firstSeed: 0);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await SendAsync(server, routes, Count * 3 / 4, firstSeed: 1_000);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(16_000_000);
        (await server.Client.GetAsync(new Uri("/ping", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task SendAsync(ScoringServer server, RouteEndpoint[] routes, int count, int firstSeed) => Task.WhenAll(
        Enumerable.Range(0, ClientCount).Select(async client =>
        {
            var requests = new RouteRequests(routes, firstSeed + client);
            for (int i = 0; i < count / ClientCount; i++)
            {
                using HttpRequestMessage request = requests.Next();
                string sent = $"seed {firstSeed + client}, request {i}: {request.Method} {request.RequestUri} {request.Content?.Headers}";
                using HttpResponseMessage response = await server.Client.SendAsync(request);
                string answer = await response.Content.ReadAsStringAsync();
                ((int)response.StatusCode is < 500 or 501 or 503).ShouldBeTrue($"{(int)response.StatusCode} {sent} → {answer}");
                if (response.IsSuccessStatusCode) continue;
                foreach (string leak in (string[])["   at ", ".cs:line", "System.", AppContext.BaseDirectory])
                    answer.ShouldNotContain(leak, Case.Sensitive, sent);
            }
        }));
}

/// <summary>Makes requests to routes with bodies that some route takes, damaged; the same ones for the same seed.</summary>
internal sealed class RouteRequests(RouteEndpoint[] routes, int seed)
{
    public const string Secret = "of the webhook";

    private static readonly string[] Queries =
        ["", "", "", "?reasons=3", "?reasons=-1", "?reasons=%00", "?a=b&a=%ff", "?reasons=1&reasons=2", "?model=cards",
            "?windows=24", "?force=true"];

    private static readonly string[] Values = ["mixed", "cards", "Mixed", "%00", "..", "a%2Fb", "1", "-1", "", "ä", new string('x', 300)];

    private static readonly string[] Types = ["application/json", "application/x-ndjson", "text/csv", "application/vnd.apache.parquet",
        "application/octet-stream", "application/problem+json", "text/plain", "multipart/form-data; boundary=x",
        "application/json; charset=utf-16"];

    private static readonly string[] Pieces = ["null", "1e999", "\"", "{", "]", "NaN", "-1", "\0", "\n", "\\ud800"];

    private static readonly string[] Encodings = ["gzip", "br", "identity", "zstd", "gzip, br"];

    private static readonly byte[][] Bodies = [.. MakeBodies()];

    private readonly Random _random = new(seed);

    public HttpRequestMessage Next()
    {
        RouteEndpoint route = Pick(routes);
        string path = string.Join('/', route.RoutePattern.PathSegments.Select(segment =>
            string.Concat(segment.Parts.Select(part => part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart text
                ? text.Content : Pick(Values)))));
        IReadOnlyList<string>? methods = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods;
        string method = _random.Next(12) > 0 && methods is { Count: > 0 } ? methods[_random.Next(methods.Count)]
            : Pick(["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "POST"]);
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"/{path}{Pick(Queries)}", UriKind.Relative));
        if (method is "GET" or "HEAD") return request;
        int body = _random.Next(Bodies.Length);
        byte[] bytes = _random.Next(6) == 0 ? Bodies[body] : Damaged(Bodies[body]);
        request.Content = new ByteArrayContent(bytes);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", _random.Next(4) > 0 ? TypeOf(Bodies[body]) : Pick(Types));
        if (_random.Next(6) == 0) request.Content.Headers.TryAddWithoutValidation("Content-Encoding", Pick(Encodings));
        if (_random.Next(9) == 0)
            request.Content.Headers.TryAddWithoutValidation("Inference-Header-Content-Length", $"{_random.Next(-5, bytes.Length + 5)}");
        if (_random.Next(9) == 0) request.Headers.TransferEncodingChunked = true;
        if (_random.Next(9) == 0) request.Headers.TryAddWithoutValidation("Idempotency-Key", Ascii($"k{_random.Next(200)}{Pick(Values)}"));
        if (path.EndsWith("webhook", StringComparison.Ordinal)) Sign(request, bytes);
        return request;
    }

    // As MLflow or Databricks does, now and then wrong in one of its parts.
    private void Sign(HttpRequestMessage request, byte[] body)
    {
        string sent = Pick(["", "-1", "99999999999999", "x", .. Enumerable.Repeat($"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}", 8)]);
        byte[] key = Encoding.UTF8.GetBytes(Secret), signed = [.. Encoding.UTF8.GetBytes($"d1.{sent}."), .. body];
        (string name, string signature) = _random.Next(2) == 0
            ? ("X-MLflow-Signature", "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)))
            : ("X-Databricks-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(key, body)));
        if (_random.Next(4) == 0) signature = Encoding.UTF8.GetString(Damaged(Encoding.UTF8.GetBytes(signature)));
        request.Headers.TryAddWithoutValidation(name, Ascii(signature));
        request.Headers.TryAddWithoutValidation("X-MLflow-Timestamp", sent);
        request.Headers.TryAddWithoutValidation("X-MLflow-Delivery-Id", "d1");
    }

    // HttpClient sends no other headers.
    private static string Ascii(string text) => new([.. text.Where(letter => letter is >= ' ' and <= '~')]);

    private static string TypeOf(byte[] body) => body switch
    {
        [(byte)'P', (byte)'A', (byte)'R', ..] => "application/vnd.apache.parquet",
        [(byte)'{', ..] when body.AsSpan().Contains((byte)'\n') => "application/x-ndjson",
        [(byte)'{' or (byte)'[', ..] => "application/json",
        [0x1F, ..] => "application/json",
        _ => "text/csv",
    };

    private byte[] Damaged(byte[] body)
    {
        if (body.Length == 0) return body;
        List<byte> damaged = [.. body];
        for (int change = _random.Next(1, 4); change > 0 && damaged.Count > 0; change--)
        {
            int at = _random.Next(damaged.Count), length = Math.Min(_random.Next(1, 20), damaged.Count - at);
            switch (_random.Next(5))
            {
                case 0: damaged.RemoveRange(at, length); break;
                case 1: damaged.InsertRange(at, Encoding.UTF8.GetBytes(Pick(Pieces))); break;
                case 2: damaged[at] = (byte)_random.Next(256); break;
                case 3: damaged.InsertRange(at, damaged.GetRange(at, length)); break;
                default: damaged.RemoveRange(at, damaged.Count - at); break;
            }
        }

        return [.. damaged];
    }

    private static IEnumerable<byte[]> MakeBodies()
    {
        Dataset data = TestModels.Mixed(3, 9);
        foreach (string format in RequestBodies.Names) yield return Encoding.UTF8.GetBytes(RequestBodies.Of(format, data).Body);
        string row = RequestBodies.Record(data, 0).ToJsonString();
        yield return Encoding.UTF8.GetBytes(row);
        yield return Encoding.UTF8.GetBytes($"{row}\n{RequestBodies.Record(data, 1).ToJsonString()}\n\n{row}");
        yield return """
            {"id":"7","inputs":[{"name":"Amount","shape":[1],"datatype":"FP32","data":[10]},
            {"name":"V1","shape":[1],"datatype":"FP64","data":[0.5]},{"name":"Category","shape":[1],"datatype":"BYTES","data":["games"]},
            {"name":"At","shape":[1],"datatype":"INT64","data":[5]}]}
            """u8.ToArray().Where(letter => letter != (byte)'\n').ToArray();
        yield return """{"id":"7","isFraud":true,"at":"2026-01-01T00:00:00Z"}"""u8.ToArray();
        yield return """[{"id":"7","isFraud":true},{"id":"8","isFraud":false}]"""u8.ToArray();
        yield return """{"version":"1","model":"cards"}"""u8.ToArray();
        yield return [];
        string path = Path.GetTempFileName();
        data.WriteParquet(path);
        yield return File.ReadAllBytes(path);
        File.Delete(path);
    }

    private T Pick<T>(T[] all) => all[_random.Next(all.Length)];
}
