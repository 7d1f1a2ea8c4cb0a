using System.Net;
using System.Text;
using FraudMl.Tests;

namespace FraudMl.Mlflow.AspNetCore.Tests;

public sealed class LargeBodiesTests
{
    [Fact]
    public async Task Large_bodies_share_a_budget_and_small_ones_need_none()
    {
        await using TrackingApp app = await TrackingApp.StartAsync(new MlflowServerOptions { MaxConcurrentBodyBytes = 12_000_000 });
        using var slow = new HalfContent(Body(8_000_000));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/2.0/mlflow/runs/search") { Content = slow };
        Task<HttpResponseMessage> first = app.Client.SendAsync(request);
        await slow.HalfSent;
        HttpStatusCode busy = await SearchAsync(app, 8_000_000);
        // The half is read by the server a moment after it was sent.
        for (int i = 0; i < 200 && busy != HttpStatusCode.ServiceUnavailable; i++, await Task.Delay(25))
            busy = await SearchAsync(app, 8_000_000);
        busy.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await SearchAsync(app, 900_000)).ShouldBe(HttpStatusCode.OK);
        slow.Finish();
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
        HttpStatusCode free = await SearchAsync(app, 8_000_000);
        for (int i = 0; i < 200 && free != HttpStatusCode.OK; i++, await Task.Delay(25))
            free = await SearchAsync(app, 8_000_000);
        free.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> SearchAsync(TrackingApp app, int length)
    {
        using var content = new ByteArrayContent(Body(length));
        content.Headers.ContentType = new("application/json");
        using HttpResponseMessage response = await app.Client.PostAsync(new Uri("/api/2.0/mlflow/runs/search", UriKind.Relative), content);
        return response.StatusCode;
    }

    private static byte[] Body(int length) =>
        Encoding.UTF8.GetBytes("""{"experiment_ids":["0"],"unknown":" """ + new string('a', length) + "\"}");
}
