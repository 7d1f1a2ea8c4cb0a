using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Tests;

public sealed class AdminRoutesTests
{
    private static readonly FraudModel First = TestModels.MixedModel, Second = TestModels.RetrainedModel;

    [Fact]
    public async Task Routes_tell_reload_and_roll_back()
    {
        var source = new ChangingSource(First);
        await using ScoringServer server = await ReloadedServer.StartAsync(source);
        (await PostAsync(server, "/admin/rollback")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await PostAsync(server, "/admin/reload")).ShouldSatisfyAllConditions(
            answer => answer.Status.ShouldBe(HttpStatusCode.OK),
            answer => answer.Body.GetProperty("outcome").GetString().ShouldBe("unchanged"));
        source.Serve("2", Second);
        (await PostAsync(server, "/admin/reload")).Body.GetProperty("status").GetProperty("current").GetProperty("version").GetString()
            .ShouldBe("2");
        (await PostAsync(server, "/admin/rollback")).Body.GetProperty("held").GetString().ShouldBe("2");
        (await PostAsync(server, "/admin/reload")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await PostAsync(server, "/admin/reload?force=true")).Status.ShouldBe(HttpStatusCode.OK);
        source.Serve("3", TestModels.CreditCardModel);
        (await PostAsync(server, "/admin/reload")).Body.GetProperty("reason").GetString()!.ShouldContain("Version 3 of cards is refused");
        source.Serve("4", () => throw new IOException("away"));
        (await PostAsync(server, "/admin/reload")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        JsonElement status = await server.Client.GetFromJsonAsync<JsonElement>("/admin/model");
        status.GetProperty("current").GetProperty("version").GetString().ShouldBe("2");
        status.GetProperty("problem").GetString()!.ShouldContain("away");
        (await PostAsync(server, "/admin/webhook")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Routes_exist_only_where_they_are_mapped_and_for_each_model()
    {
        await using (ScoringServer server = await ScoringServer.StartAsync(First))
        {
            foreach (string path in new[] { "/admin/reload", "/admin/rollback" })
                (await PostAsync(server, path)).Status.ShouldBe(HttpStatusCode.NotFound);
        }

        (ScoringServer named, Task started) = await ScoringServer.StartWhileLoadingAsync(
            services => services.AddFraudScoringModel("mixed", First), application => application.MapFraudScoringAdmin("/ops"));
        await using ScoringServer running = named;
        await started;
        (await PostAsync(named, "/ops/models/mixed/admin/reload")).Status.ShouldBe(HttpStatusCode.OK);
        named.Services.GetRequiredKeyedService<IServedModelAdmin>("mixed").Status.Current!.Digest.ShouldBeNull();
    }

    [Theory]
    [InlineData("mlflow", HttpStatusCode.Accepted)]
    [InlineData("databricks", HttpStatusCode.Accepted)]
    [InlineData("none", HttpStatusCode.Unauthorized)]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    [InlineData("changed", HttpStatusCode.Unauthorized)]
    [InlineData("old", HttpStatusCode.Unauthorized)]
    [InlineData("garbage", HttpStatusCode.Unauthorized)]
    [InlineData("garbage-databricks", HttpStatusCode.Unauthorized)]
    public async Task A_signed_delivery_of_a_registry_speeds_the_look_up(string kind, HttpStatusCode expected)
    {
        var source = new ChangingSource(First);
        await using ScoringServer server = await ReloadedServer.StartAsync(source, options => options.WebhookSecret = "s3cret");
        source.Serve("2", Second);
        using HttpRequestMessage delivery = Delivery(kind);
        using HttpResponseMessage response = await server.Client.SendAsync(delivery);
        response.StatusCode.ShouldBe(expected);
        if (expected == HttpStatusCode.Accepted) await server.UntilServedAsync("2");
        else server.Admin().Status.Current!.Version.ShouldBe("1");
    }

    private static HttpRequestMessage Delivery(string kind)
    {
        const string Body =
            """{"entity":"model_version_alias","action":"created","data":{"name":"cards","alias":"champion","version":"2"}}""";
        DateTimeOffset at = DateTimeOffset.UtcNow - (kind == "old" ? TimeSpan.FromMinutes(6) : TimeSpan.Zero);
        string seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] key = Encoding.UTF8.GetBytes(kind == "wrong" ? "secret" : "s3cret");
        var request = new HttpRequestMessage(HttpMethod.Post, "/admin/webhook")
        {
            Content = new StringContent(kind == "changed" ? Body + " " : Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-MLflow-Delivery-Id", "d-1");
        request.Headers.Add("X-MLflow-Timestamp", seconds);
        string mlflow = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"d-1.{seconds}.{Body}")));
        if (kind == "databricks")
            request.Headers.Add("X-Databricks-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Body))));
        else if (kind == "garbage-databricks") request.Headers.Add("X-Databricks-Signature", new string('z', 64));
        else if (kind == "garbage") request.Headers.Add("X-MLflow-Signature", "v1,####");
        else if (kind != "none") request.Headers.Add("X-MLflow-Signature", $"v1,{mlflow}");
        return request;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(ScoringServer server, string path)
    {
        using HttpResponseMessage response = await server.Client.PostAsync(path, null);
        bool isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return (response.StatusCode, isJson ? await response.Content.ReadFromJsonAsync<JsonElement>() : default);
    }
}
