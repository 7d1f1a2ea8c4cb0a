using System.Net;
using System.Text.Json;
using FraudMl.Serving.Tests.Batch;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FraudMl.Serving.Tests;

public sealed class RefusalTests
{
    private const string Good = "\"Amount\":10,\"Category\":\"games\",\"At\":5";

    [Theory]
    [InlineData("{\"inputs\":[{" + Good + "}]}", "Model is missing inputs ['V1'].")]
    [InlineData("{\"inputs\":[]}", "Model is missing inputs ['Amount', 'Category', 'V1', 'At'].")]
    [InlineData("{\"inputs\":[{" + Good + ",\"V1\":1},{" + Good + ",\"V1\":\"secret\"}]}",
        "Column 'V1' must be a number or null. Row 2 has something else.")]
    [InlineData("{\"inputs\":[{" + Good + ",\"V1\":\"\"}]}", "Column 'V1' must be a number or null. Row 1 has something else.")]
    [InlineData("{\"inputs\":[{" + Good + ",\"V1\":1,\"Category\":[1]}]}",
        "Column 'Category' must be a text or null. Row 1 has something else.")]
    [InlineData("{\"inputs\":[{" + Good + ",\"V1\":1,\"At\":\"01/02/2024 10:00\"}]}",
        "Column 'At' must be an ISO 8601 time, whole microseconds or null. Row 1 has something else.")]
    [InlineData("{\"inputs\":[{" + Good + ",\"V1\":1,\"At\":1e300}]}",
        "Column 'At' must be an ISO 8601 time, whole microseconds or null. Row 1 has something else.")]
    [InlineData("{\"inputs\":{\"V1\":[1,2],\"Amount\":[1]}}", "All columns must be of the same length.")]
    [InlineData("{\"dataframe_split\":{\"columns\":[\"V1\",\"V1\"],\"data\":[[1,1]]}}", "Column 'V1' stands in 'columns' twice.")]
    [InlineData("{\"dataframe_split\":{\"columns\":[\"V1\",\"Amount\",\"At\",\"Category\"],\"data\":[[1,2,3,\"x\"],[1,2,3]]}}",
        "Row 2 is not.")]
    [InlineData("{\"dataframe_split\":{\"columns\":[\"V1\",\"Amount\",\"At\",\"Category\"],\"data\":[1]}}", "Row 1 is not.")]
    [InlineData("{\"inputs\":[{" + Good + ",\"V1\":1}]} x", "It is not at line 1, byte ")]
    [InlineData("{\"inputs\":[{" + Good + ",\"V1\":1,\"Category\":\"\\ud800\"}]}", "half of a surrogate pair")]
    [InlineData("{\"inputs\":1}", "must be a list of records or a dictionary of columns")]
    [InlineData("{\"inputs\":1,\"instances\":[]}", "Received dictionary with input fields: ['inputs', 'instances'].")]
    public async Task Bad_JSON_is_refused_with_a_reason_and_without_contents(string body, string reason)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using HttpResponseMessage response = await server.PostAsync(body);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        string message = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("message").GetString()!;
        message.ShouldContain(reason);
        message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("", "It is empty.")]
    [InlineData("Amount,V1\n1,2", "Model is missing inputs ['Category', 'At'].")]
    [InlineData("Amount,V1,Category,At\n1,2,x,5\n1,2,x", "Row 2 has another number.")]
    [InlineData("Amount,V1,Category,At\n1,2,x,5,6", "Row 1 has another number.")]
    [InlineData("Amount,V1,Category,At\n1,2,\"x,5", "A quote is not closed.")]
    [InlineData("Amount,V1,Category,At\n1,2,\"x\"y,5", "behind its closing quote")]
    [InlineData("Amount,V1,Category,At\n1,2,x\"y,5", "A quote stands inside a field")]
    [InlineData("Amount,V1,Category,At,V1\n1,2,x,5,6", "Column 'V1' stands in the header twice.")]
    [InlineData("Amount,V1,Category,At\n1,secret,x,5", "Column 'V1' must be a number or null. Row 1 has something else.")]
    public async Task Bad_CSV_is_refused_with_a_reason_and_without_contents(string body, string reason)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using HttpResponseMessage response = await server.PostAsync(body, "text/csv");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        string message = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("message").GetString()!;
        message.ShouldContain(reason);
        message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=latin1")]
    [InlineData("application/json; format=pandas-split")]
    [InlineData("application/vnd.apache.arrow.stream")]
    public async Task Another_content_type_is_refused_in_plain_text(string? contentType)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using HttpResponseMessage response = await server.PostAsync("{}", contentType);
        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
    }

    [Fact]
    public async Task Limits_are_answered_with_413_and_the_option_that_raises_them()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel, options =>
        {
            options.MaximumRowCount = 3;
            options.MaximumBodyBytes = 2000;
        });
        (string rows, _) = RequestBodies.Of("records", TestModels.Mixed(4, 1));
        await ShouldBeTooLargeAsync(await server.PostAsync(rows), "MaximumRowCount");
        await ShouldBeTooLargeAsync(await server.PostAsync(new string(' ', 2001)), "MaximumBodyBytes");
        using var chunked = new HttpRequestMessage(HttpMethod.Post,
            "/invocations") { Content = new StreamContent(new MemoryStream(new byte[3000])) };
        chunked.Headers.TransferEncodingChunked = true;
        chunked.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        await ShouldBeTooLargeAsync(await server.Client.SendAsync(chunked), "MaximumBodyBytes");
    }

    [Fact]
    public async Task A_body_beyond_the_web_servers_own_limit_is_scored_when_the_options_allow_it()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel,
            options => options.MaximumBodyBytes = 64 << 20);
        (string body, string contentType) = RequestBodies.Of("csv", TestModels.Mixed(1, 1));
        using HttpResponseMessage response = await server.PostAsync(body + new string('\n', 32 << 20), contentType);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_client_slower_than_the_servers_limit_is_refused()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel,
            limit: limits => limits.MinRequestBodyDataRate = new MinDataRate(100, TimeSpan.FromSeconds(1.5)));
        string[] paths = ["/score", "/invocations", "/v2/models/fraud-model/infer"];
        int[] statuses = await Task.WhenAll(paths.Select(async path =>
        {
            using DuplexHttp request =
                await DuplexHttp.PostAsync(server.Client.BaseAddress!, path, contentType: "application/json");
            await request.SendAsync("{\"Am");
            return await request.StatusAsync();
        }));
        statuses.ShouldBe([408, 408, 408]);
    }

    private static async Task ShouldBeTooLargeAsync(HttpResponseMessage response, string option)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await response.Content.ReadAsStringAsync()).ShouldContain(option);
        response.Dispose();
    }
}
