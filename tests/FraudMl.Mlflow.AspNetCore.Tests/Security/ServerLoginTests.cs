using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace FraudMl.Mlflow.AspNetCore.Tests;

public sealed class ServerLoginTests
{
    [Fact]
    public async Task A_server_with_a_token_takes_it_and_nothing_else()
    {
        await using TrackingApp app = await TrackingApp.StartAsync(new MlflowServerOptions { Token = "s3cret" });
        (await StatusAsync(app, null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(app, new AuthenticationHeaderValue("Bearer", "s3cre"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(app, new AuthenticationHeaderValue("Bearer", "s3cret"))).ShouldBe(HttpStatusCode.OK);
        using MlflowClient client = app.Connect(token: "s3cret");
        (await client.GetOrCreateExperimentAsync("with token")).ShouldBe("1");
        using MlflowClient stranger = app.Connect(token: "other");
        (await Should.ThrowAsync<MlflowException>(stranger.Experiments.GetAsync("0"))).ErrorCode.ShouldBe(MlflowErrorCodes.Unauthenticated);
    }

    [Fact]
    public async Task A_server_with_user_and_password_asks_for_them_but_tells_its_health_to_everybody()
    {
        await using TrackingApp app = await TrackingApp.StartAsync(new MlflowServerOptions { Username = "ann", Password = "pässword" });
        using HttpResponseMessage refused = await app.Client.GetAsync(
            new Uri("/api/2.0/mlflow/experiments/get?experiment_id=0", UriKind.Relative));
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Basic");
        string right = Convert.ToBase64String(Encoding.UTF8.GetBytes("ann:pässword"));
        (await StatusAsync(app, new AuthenticationHeaderValue("Basic", right))).ShouldBe(HttpStatusCode.OK);
        string wrong = Convert.ToBase64String(Encoding.UTF8.GetBytes("ann:password"));
        (await StatusAsync(app, new AuthenticationHeaderValue("Basic", wrong))).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.Client.GetStringAsync(new Uri("/health", UriKind.Relative))).ShouldBe("OK");
    }

    [Fact]
    public void Options_report_every_broken_rule_and_never_a_secret()
    {
        var options = new MlflowServerOptions { Username = "ann", Token = "", MaxBodyBytes = 10, MaxArtifactBytes = 0 };
        string message = Should.Throw<ArgumentException>(options.Check).Message;
        message.ShouldContain("MaxBodyBytes");
        message.ShouldContain("MaxArtifactBytes");
        message.ShouldContain("Password");
        message.ShouldContain("Token");
        new MlflowServerOptions { Token = "s3cret", Username = "ann", Password = "pw1" }.ToString().ShouldNotContain("s3cret");
        new MlflowServerOptions { Token = "s3cret", Username = "ann", Password = "pw1" }.ToString().ShouldNotContain("pw1");
    }

    private static async Task<HttpStatusCode> StatusAsync(TrackingApp app, AuthenticationHeaderValue? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get,
            new Uri("/api/2.0/mlflow/experiments/get?experiment_id=0", UriKind.Relative));
        request.Headers.Authorization = authorization;
        using HttpResponseMessage response = await app.Client.SendAsync(request);
        return response.StatusCode;
    }
}
