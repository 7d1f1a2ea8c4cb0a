using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace FraudMl.Serving.Tests.Batch;

/// <summary>A request whose body is still being sent while its answer is read, which HttpClient can't do over HTTP/1.1.</summary>
internal sealed class DuplexHttp : IDisposable
{
    private readonly TcpClient _client;
    private readonly Stream _stream;
    private readonly byte[] _bytes = new byte[1 << 16];
    private readonly MemoryStream _line = new();
    private int _start;
    private int _end;
    private long _chunk;

    private DuplexHttp(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    public static async Task<DuplexHttp> PostAsync(
        Uri server, string path, string headers = "", string contentType = "application/x-ndjson")
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        var request = new DuplexHttp(client);
        await request._stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\n"
            + $"Content-Type: {contentType}\r\nTransfer-Encoding: chunked\r\n{headers}\r\n"));
        return request;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty) return;
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
        await _stream.WriteAsync(bytes);
        await _stream.WriteAsync("\r\n"u8.ToArray());
    }

    public async Task EndAsync() => await _stream.WriteAsync("0\r\n\r\n"u8.ToArray());

    /// <summary>Reads the status and passes the headers.</summary>
    public async Task<int> StatusAsync()
    {
        string status = (await RawLineAsync())!;
        while (await RawLineAsync() is { Length: > 0 }) { }
        return int.Parse(status.AsSpan(9, 3), CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a line of the answer; null at its end.</summary>
    public async Task<string?> LineAsync()
    {
        _line.SetLength(0);
        while (true)
        {
            if (_chunk == 0 && (_chunk = long.Parse((await RawLineAsync())!, NumberStyles.HexNumber, CultureInfo.InvariantCulture)) == 0)
                return _line.Length > 0 ? Encoding.UTF8.GetString(_line.ToArray()) : null;
            byte next = await ByteAsync() ?? throw new IOException("The answer was cut off.");
            if (--_chunk == 0) await RawLineAsync();
            if (next == (byte)'\n') return Encoding.UTF8.GetString(_line.ToArray());
            _line.WriteByte(next);
        }
    }

    public async Task<List<string>> RestAsync()
    {
        var lines = new List<string>();
        while (await LineAsync() is { } line) lines.Add(line);
        return lines;
    }

    /// <summary>Leaves without a word.</summary>
    public void Dispose()
    {
        _client.LingerState = new LingerOption(true, 0);
        _client.Dispose();
    }

    private async Task<string?> RawLineAsync()
    {
        var line = new StringBuilder();
        while (await ByteAsync() is { } next)
        {
            if (next == (byte)'\n') return line.ToString().TrimEnd('\r');
            line.Append((char)next);
        }

        throw new IOException("The answer was cut off.");
    }

    private async ValueTask<byte?> ByteAsync()
    {
        if (_start == _end)
        {
            (_start, _end) = (0, await _stream.ReadAsync(_bytes));
            if (_end == 0) return null;
        }

        return _bytes[_start++];
    }
}
