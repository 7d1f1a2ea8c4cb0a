using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using FraudMl.Mlflow.Tests;

namespace FraudMl.Tracking.Tests;

/// <summary>The real <c>mlflow models predict</c> and <c>mlflow models serve</c>, where FRAUDML_MLFLOW_CLI names the program;
/// elsewhere these are skipped.</summary>
public sealed class MlflowCliTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();

    [RealMlflowTheory, MemberData(nameof(TestModels.Faces), MemberType = typeof(TestModels))]
    public async Task MLflow_predicts_and_serves_what_we_score(string face)
    {
        string mlflow = RealMlflow.Program!;
        (FraudModel model, Dataset data) = TestModels.Of(face);
        FraudModelPackage.Write(model, _folder.At("model"), new() { Example = data, ExampleRowCount = 5 });
        string body = _folder.At("model", "serving_input_example.json"), answer = _folder.At("answer.json");
        double[] ours = model.Score(data.Take([0, 1, 2, 3, 4]));

        using (Process predict = Start(mlflow, "predict", "-m", _folder.At("model"), "-i", body, "-o", answer, "-t", "json",
            "--env-manager", "local"))
        {
            await predict.WaitForExitAsync().WaitAsync(Patience);
            predict.ExitCode.ShouldBe(0);
        }

        ShouldBe(await File.ReadAllTextAsync(answer), ours);
        ShouldBe(await ServeAsync(mlflow, await File.ReadAllTextAsync(body)), ours);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> ServeAsync(string mlflow, string body)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        listener.Stop();
        using Process server = Start(mlflow, "serve", "-m", _folder.At("model"), "-h", "127.0.0.1", "-p", port, "--env-manager", "local");
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            for (var watch = Stopwatch.StartNew(); !await IsUpAsync(client); await Task.Delay(200))
                (server.HasExited || watch.Elapsed > Patience).ShouldBeFalse("The scoring server did not start.");
            using HttpResponseMessage answer = await client.PostAsync(new Uri("/invocations", UriKind.Relative),
                new StringContent(body, Encoding.UTF8, "application/json"));
            string text = await answer.Content.ReadAsStringAsync();
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
            return text;
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    private static async Task<bool> IsUpAsync(HttpClient client)
    {
        try
        {
            using HttpResponseMessage ping = await client.GetAsync(new Uri("/ping", UriKind.Relative));
            return ping.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static Process Start(string mlflow, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(mlflow, ["models", .. arguments]))!;

    private static void ShouldBe(string answer, double[] expected)
    {
        using JsonDocument document = JsonDocument.Parse(answer);
        double[] predicted = [.. document.RootElement.GetProperty("predictions").EnumerateArray()
            .Select(record => record.GetProperty("fraud_probability").GetDouble())];
        predicted.Length.ShouldBe(expected.Length);
        for (int row = 0; row < expected.Length; row++) predicted[row].ShouldBe(expected[row], 1e-6);
    }
}
