using System.Net.Sockets;
using System.Text;

namespace FraudMl.Tests;

/// <summary>Requests as they stand on the wire: neither their path nor their framing is mended.</summary>
internal static class RawHttp
{
    /// <summary>Sends a request and returns its status, 0 when the line was cut, and the whole answer.</summary>
    public static Task<(int Status, string Answer)> SendAsync(Uri server, string method, string target, string body = "",
        string contentType = "application/json") =>
        SendAsync(server,
            $"{method} {target} "
            + $"HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: {contentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");

    /// <summary>Sends text and returns the status and the whole of what comes back.</summary>
    public static async Task<(int Status, string Answer)> SendAsync(Uri server, string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        NetworkStream stream = client.GetStream();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), limit.Token);
            await stream.CopyToAsync(answer, limit.Token);
        }
        catch (IOException)
        {
            // Cut by the server, which is an answer too.
        }

        string all = Encoding.UTF8.GetString(answer.ToArray());
        return (all.Length > 12 && int.TryParse(all.AsSpan(9, 3), out int status) ? status : 0, all);
    }
}
