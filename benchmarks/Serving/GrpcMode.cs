using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using FraudMl.Serving;
using FraudMl.Serving.Grpc;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FraudMl.Benchmarks;

/// <summary>
/// ModelInfer over gRPC beside a bare gRPC service that reads the same message and sends its bytes back, in turn, loaded by h2load
/// (Debian's nghttp2-client) over eight connections. h2load repeats one message, so scoring itself is flattered; the rest is not.
/// </summary>
internal static partial class GrpcMode
{
    private const int ConnectionCount = 8;
    private const int WarmUpSeconds = 3;

    /// <summary>Runs a server of this mode; false when the arguments ask for none.</summary>
    public static async Task<bool> TryServeAsync(string[] args)
    {
        switch (args)
        {
            case ["grpc-serve", var model]:
                await ServeAsync(services => services.AddFraudScoring(model).AddFraudScoringGrpc(), app => app.MapFraudScoringGrpc());
                return true;
            case ["grpc-echo"]:
                await ServeAsync(
                    services => services.AddGrpc(options => options.MaxReceiveMessageSize = null),
                    app => app.MapGrpcService<EchoService>());
                return true;
            default:
                return false;
        }
    }

    public static async Task MeasureAsync(string modelFile, FraudModel model, Dataset rows, Figures figures, int seconds, int rounds)
    {
        using var ours = new ServerProcess("grpc-serve", modelFile);
        using var echo = new ServerProcess("grpc-echo");
        foreach (int rowCount in new[] { 1, 100, 1000 })
        {
            string message = Path.GetTempFileName();
            byte[] frame = Frame(Request(model, rows, rowCount));
            await File.WriteAllBytesAsync(message, frame);
            await CheckAsync(ours.Url, frame);
            await CheckAsync(echo.Url, frame);
            await LoadAsync(ours, message, WarmUpSeconds);
            await LoadAsync(echo, message, WarmUpSeconds);
            var ourRounds = new List<Round>();
            var echoRounds = new List<Round>();
            for (int round = 0; round < rounds; round++)
            {
                ourRounds.Add(await LoadAsync(ours, message, seconds));
                echoRounds.Add(await LoadAsync(echo, message, seconds));
            }

            string name = rowCount == 1 ? "gRPC, one row" : FormattableString.Invariant($"gRPC, {rowCount:#,0} rows");
            figures.Add($"{name}: requests", Median(ourRounds, round => round.RequestsPerSecond), "requests/s",
                Median(echoRounds, round => round.RequestsPerSecond));
            figures.Add($"{name}: processor", Median(ourRounds, round => round.Microseconds), "µs/request",
                Median(echoRounds, round => round.Microseconds));
            if (rowCount > 1)
                figures.Add($"{name}: processor", Median(ourRounds, round => round.Microseconds) / rowCount, "µs/row");
            File.Delete(message);
        }
    }

    private static async Task ServeAsync(Action<IServiceCollection> register, Action<WebApplication> map)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Logging.ClearProviders();
        register(builder.Services);
        WebApplication app = builder.Build();
        map(app);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    private static ModelInferRequest Request(FraudModel model, Dataset rows, int rowCount)
    {
        float[][] columns = [.. model.Inputs.Select(input => ((NumberColumn)rows[input.Name]).Values.ToArray())];
        float[] values = [.. Enumerable.Range(0, rowCount).SelectMany(row => columns.Select(column => column[row]))];
        var request = new ModelInferRequest { ModelName = "fraud-model" };
        request.Inputs.Add(new ModelInferRequest.Types.InferInputTensor
        {
            Name = "inputs", Datatype = "FP32", Shape = { rowCount, columns.Length },
        });
        request.RawInputContents.Add(ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values)));
        return request;
    }

    // A message on the wire of gRPC stands behind a byte that says it is not packed, and its length.
    private static byte[] Frame(ModelInferRequest request)
    {
        byte[] frame = new byte[5 + request.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - 5);
        request.WriteTo(frame.AsSpan(5));
        return frame;
    }

    // An error of gRPC is a 200 for h2load.
    private static async Task CheckAsync(string url, byte[] frame)
    {
        using var client = new HttpClient { DefaultRequestVersion = HttpVersion.Version20 };
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var content = new ByteArrayContent(frame);
        content.Headers.ContentType = new("application/grpc");
        using HttpResponseMessage response = await client.PostAsync(new Uri($"{url}/inference.GRPCInferenceService/ModelInfer"), content);
        await response.Content.CopyToAsync(Stream.Null);
        if (!response.TrailingHeaders.TryGetValues("grpc-status", out IEnumerable<string>? status) || status.Single() != "0")
            throw new InvalidOperationException($"{url} answered {response.Headers} {response.TrailingHeaders}");
    }

    private static async Task<Round> LoadAsync(ServerProcess server, string message, int seconds)
    {
        TimeSpan before = server.ProcessorTime;
        var start = new ProcessStartInfo("h2load", [
            "-t", "1", "-c", $"{ConnectionCount}", "-m", "1", "-D", $"{seconds}", "-d", message, "-H", "content-type: application/grpc",
            "-H", "te: trailers", $"{server.Url}/inference.GRPCInferenceService/ModelInfer"])
        { RedirectStandardOutput = true };
        using Process h2load = Process.Start(start)!;
        string written = await h2load.StandardOutput.ReadToEndAsync();
        await h2load.WaitForExitAsync();
        Match match = Requests().Match(written);
        if (!match.Success || match.Groups["failed"].Value != "0") throw new InvalidOperationException($"h2load failed: {written}");
        double count = double.Parse(match.Groups["succeeded"].Value, CultureInfo.InvariantCulture);
        return new Round(count / seconds, (server.ProcessorTime - before).TotalMicroseconds / count);
    }

    private static double Median(List<Round> rounds, Func<Round, double> value) => rounds.Select(value).Order().ElementAt(rounds.Count / 2);

    [GeneratedRegex(@"(?<succeeded>\d+) succeeded, (?<failed>\d+) failed")]
    private static partial Regex Requests();

    private readonly record struct Round(double RequestsPerSecond, double Microseconds);

    /// <summary>Reads the message and sends the bytes of its first tensor back.</summary>
    private sealed class EchoService : GRPCInferenceService.GRPCInferenceServiceBase
    {
        public override Task<ModelInferResponse> ModelInfer(ModelInferRequest request, ServerCallContext context)
        {
            var response = new ModelInferResponse { ModelName = request.ModelName };
            response.Outputs.Add(new ModelInferResponse.Types.InferOutputTensor
            {
                Name = request.Inputs[0].Name, Datatype = request.Inputs[0].Datatype, Shape = { request.Inputs[0].Shape },
            });
            response.RawOutputContents.Add(request.RawInputContents[0]);
            return Task.FromResult(response);
        }
    }
}
