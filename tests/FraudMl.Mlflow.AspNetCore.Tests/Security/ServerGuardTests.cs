using System.Net;

namespace FraudMl.Mlflow.AspNetCore.Tests;

public sealed class ServerGuardTests
{
    [Theory]
    [InlineData("evil.example.com", HttpStatusCode.Forbidden)]
    [InlineData("localhost.evil.com", HttpStatusCode.Forbidden)]
    [InlineData("8.8.8.8", HttpStatusCode.Forbidden)]
    [InlineData("localhost:1234", HttpStatusCode.OK)]
    [InlineData("192.168.1.20", HttpStatusCode.OK)]
    [InlineData("[::1]:5000", HttpStatusCode.OK)]
    public async Task Only_this_machine_and_private_addresses_may_be_asked_for(string host, HttpStatusCode expected)
    {
        await using TrackingApp app = await TrackingApp.StartAsync();
        (await StatusAsync(app, request => request.Headers.Host = host)).ShouldBe(expected);
    }

    [Fact]
    public async Task Further_hosts_and_origins_are_named_in_the_options()
    {
        await using TrackingApp app = await TrackingApp.StartAsync(new MlflowServerOptions { AllowedHosts = ["*.example.com", "127.0.0.1"],
            AllowedOrigins = ["https://ml.example.com"] });
        (await StatusAsync(app, request => request.Headers.Host = "tracking.example.com:8080")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(app, request => request.Headers.Host = "localhost")).ShouldBe(HttpStatusCode.Forbidden);
        (await CreateAsync(app, "https://ml.example.com")).ShouldBe(HttpStatusCode.OK);
        (await CreateAsync(app, "https://other.example.com")).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static Task<HttpStatusCode> CreateAsync(TrackingApp app, string origin) => StatusAsync(app, request =>
    {
        request.Method = HttpMethod.Post;
        request.RequestUri = new Uri("/api/2.0/mlflow/experiments/create", UriKind.Relative);
        request.Content = new StringContent("""{"name": "x"}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        request.Headers.Add("Origin", origin);
    });

    private static async Task<HttpStatusCode> StatusAsync(TrackingApp app, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get,
            new Uri("/api/2.0/mlflow/experiments/get?experiment_id=0", UriKind.Relative));
        change(request);
        using HttpResponseMessage response = await app.Client.SendAsync(request);
        return response.StatusCode;
    }
}
