using System.Globalization;
using System.Text;

namespace FraudMl.Serving.Tests;

/// <summary>Makes requests whose framing, headers, paths, methods and bodies are almost right, the same ones for the same seed.</summary>
internal sealed class WireRequests(string[] bodies, int seed)
{
    private static readonly string[] Values =
    [
        "1e999", "-1e999", "1e-999", "NaN", "-NaN", "Infinity", "-Infinity", new('1', 400), "0." + new string('1', 5_000), "-0", "00",
        "+1", ".5", "5.", "1e", "0x10", "1_000", "null", "true", "\"\"", "\"NaN\"", "\"1e999\"",
        "\"abc\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[[]]", "{\"a\":1}", "9007199254740993", "9223372036854775808", "3.5e38",
        "1e-45", "\"2026-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"",
        "\"9999-12-31T23:59:59-14:00\"", "1000000000000000000", "undefined", "'x'", "\"" + new string('A', 7_000) + "\"", "\0",
    ];

    private static readonly string[] Types =
    [
        "application/json", "application/json; charset=utf-16", "application/json;charset=\"utf-8\"", "Application/JSON",
        "application/json;;", "application/json; a=b", "text/json", "text/csv", "text/csv; header=absent",
        "application/vnd.apache.parquet", "multipart/form-data; boundary=x", ";", "", "application/json, text/csv", new('a', 4_000),
    ];

    private static readonly string[] Paths =
    [
        "//invocations", "/invocations/", "/INVOCATIONS", "/invocations/../score", "/invocations%2f", "/%69nvocations", "/invocations%00",
        "/invocations;x", "/score?reasons=-1", "/score?reasons=5.0", "/score?reasons=%35",
        "/score?reasons=5&reasons=6", "/score?" + "a=b&a=b&" + "x", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "*",
        "http://evil/ping", "/%", "/%zz", "", " ", "/ping", "/health", "/version", "/openapi/v1.json", "/.git/config",
    ];

    private static readonly string[] Methods = ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "FOO", "get",
        "", "QUERY"];

    private static readonly string[] Headers =
    [
        "Content-Encoding: gzip\r\n", "Content-Encoding: x\r\n", "Bad Header: x\r\n", ": x\r\n", "X: y\r\n folded\r\n",
        "Expect: 100-continue\r\n", "Expect: x\r\n", "Upgrade: websocket\r\n", "Range: bytes=0-0\r\n",
        "traceparent: 00-zz\r\n", "Content-Length: 3\r\n", "Host: evil\r\n", $"X: {new string('v', 40_000)}\r\n",
        string.Concat(Enumerable.Range(0, 120).Select(i => $"X-{i}: v\r\n")), "X-HTTP-Method-Override: DELETE\r\n",
    ];

    private static readonly string[] Chunks = ["ZZ", "-1", "ffffffffffffffff", "7fffffffffffffff", "80000000", "5;ext=1", "", "0x5", "5 "];

    private static readonly string[] Lengths = ["-1", "abc", "99999999999999999999", "0", "+2", "2, 2", " ", "0x10", "2147483648",
        "17000000"];

    private readonly Random _random = new(seed);

    public string Next()
    {
        string body = Body();
        string path = _random.Next(3) switch { 0 => "/score", 1 => "/score?reasons=5", _ => "/invocations" };
        return _random.Next(10) switch
        {
            0 => Request("POST", path, ChunksOf(body), "Transfer-Encoding: chunked\r\n", length: null),
            1 => Request("POST", path, $"{Pick(Chunks)}\r\n{body}",
                $"Transfer-Encoding: {Pick(["chunked", "gzip", "chunked, chunked", "identity"])}\r\n", _random.Next(4) == 0 ? "5" : null),
            2 => Request("POST", path, body, "", Pick(Lengths)),
            3 => Request("POST", path, body, Pick(Headers), LengthOf(body)),
            4 => Request("POST", path, body, "", LengthOf(body), Pick(Types)),
            5 => Request(_random.Next(2) == 0 ? "GET" : "POST", Pick(Paths), "{}", "", "2"),
            6 => Request(Pick(Methods), path, "{}", "", "2"),
            _ => Request("POST", path, body, "", LengthOf(body), body.StartsWith('{') || _random.Next(9) == 0 ? "application/json"
                : "text/csv"),
        };
    }

    private string Body()
    {
        var text = new StringBuilder(Pick(bodies));
        for (int change = _random.Next(4); change > 0; change--)
        {
            int at = _random.Next(text.Length);
            switch (_random.Next(4))
            {
                case 0: text.Insert(at, Pick(Values)); break;
                case 1: text.Remove(at, Math.Min(_random.Next(1, 30), text.Length - at)).Append(' '); break;
                case 2: Replace(text, at); break;
                default: text[at] = (char)_random.Next(1, 256); break;
            }
        }

        return text.ToString(0, _random.Next(15) == 0 ? _random.Next(text.Length) : text.Length);
    }

    /// <summary>Puts another value where a number begins.</summary>
    private void Replace(StringBuilder text, int at)
    {
        while (at < text.Length && !char.IsAsciiDigit(text[at])) at++;
        int end = at;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or 'E' or 'e' or '-')) end++;
        text.Remove(at, end - at).Insert(at, Pick(Values));
    }

    private string ChunksOf(string body)
    {
        int size = Pick([7, 50, 1_000]);
        IEnumerable<string> chunks = Encoding.UTF8.GetBytes(body).Chunk(size)
            .Select(part => $"{part.Length:x}\r\n{Encoding.UTF8.GetString(part)}\r\n");
        return string.Concat(chunks) + (_random.Next(4) == 0 ? "0\r\nX: y\r\n\r\n" : "0\r\n\r\n");
    }

    private static string Request(string method, string path, string body, string headers, string? length,
        string type = "application/json") =>
        $"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: "
        + $"close\r\nContent-Type: {type}\r\n{(length is null ? "" : $"Content-Length: {length}\r\n")}{headers}\r\n{body}";

    private static string LengthOf(string body) => Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture);

    private T Pick<T>(T[] all) => all[_random.Next(all.Length)];
}
