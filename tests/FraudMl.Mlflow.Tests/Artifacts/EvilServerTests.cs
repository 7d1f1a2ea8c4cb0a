using Microsoft.AspNetCore.Http;

namespace FraudMl.Mlflow.Tests;

/// <summary>A server that wants to write where it may not, or never to end.</summary>
public sealed class EvilServerTests : MlflowServerTests
{
    private string Target => Path.Combine(Store.Folder, "target");

    [Theory]
    [InlineData("mlflow-artifacts:/0/%2Ftmp%2Fpwned")]
    [InlineData("mlflow-artifacts:/0/..%2F..%2Fpwned")]
    [InlineData("mlflow-artifacts:/0/..%252F..%252Fpwned")]
    [InlineData("mlflow-artifacts:/0/%2e%2e")]
    [InlineData("mlflow-artifacts:/0/..")]
    [InlineData("mlflow-artifacts:/0/a%00b")]
    [InlineData("mlflow-artifacts:/")]
    public async Task A_place_whose_name_leads_elsewhere_is_not_written(string root)
    {
        Server.Before = Answers(root, listing: "[]");
        using MlflowClient client = Server.Connect(retryCount: 0);
        await Should.ThrowAsync<MlflowException>(client.Artifacts.DownloadAsync("models:/p/1", Target));
        await Should.ThrowAsync<MlflowException>(client.Artifacts.DownloadAsync(root, Target));
        await Should.ThrowAsync<MlflowException>(client.DownloadModelAsync("models:/p@champion", Target));
        Written().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../pwned")]
    [InlineData("/tmp/pwned")]
    [InlineData("%2Ftmp%2Fpwned")]
    [InlineData("..%2fpwned")]
    [InlineData("%252e%252e%252fpwned")]
    [InlineData("a/b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a\\u0000b")]
    public async Task A_listed_name_that_leads_elsewhere_is_not_written(string name)
    {
        foreach (string isDirectory in (string[])["false", "true"])
        {
            Server.Before = Answers("mlflow-artifacts:/0/x", $$"""[{"path":"{{name}}","is_dir":{{isDirectory}},"file_size":6}]""");
            using MlflowClient client = Server.Connect(retryCount: 0);
            await Should.ThrowAsync<MlflowException>(client.Artifacts.DownloadAsync("models:/p/1", Target));
        }

        Written().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""[{"path":"x","is_dir":true}]""")]
    [InlineData("""[{"path":"x","is_dir":true},{"path":"y","is_dir":true}]""")]
    public async Task Folders_in_folders_without_end_are_not_followed(string listing)
    {
        Server.Before = Answers("mlflow-artifacts:/0/x", listing);
        using MlflowClient client = Server.Connect(retryCount: 0);
        // The second would take hours to be listed up to the limit; whoever waits can stop it.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        Exception ended =
            await Should.ThrowAsync<Exception>(client.Artifacts.DownloadAsync("models:/p/1", Target, cancellationToken: patience.Token));
        (ended is MlflowException or OperationCanceledException).ShouldBeTrue(ended.ToString());
        Written().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_longer_than_it_was_listed_is_not_read_to_its_end()
    {
        Func<HttpContext, Task<bool>> answers = Answers("mlflow-artifacts:/0/x", """[{"path":"f","file_size":6}]""");
        Server.Before = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/x/f", StringComparison.Ordinal))
                return await answers(context);
            try
            {
                while (true)
                    await context.Response.Body.WriteAsync(new byte[1 << 16], context.RequestAborted);
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
                return true;
            }
        };
        using MlflowClient client = Server.Connect(retryCount: 0);
        (await Should.ThrowAsync<MlflowException>(client.Artifacts.DownloadAsync("models:/p/1", Target)))
            .Message.ShouldContain("of 6 bytes");
        Written().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("models:/p/1")]
    [InlineData("models:/p/2")]
    [InlineData("models:/p@champion")]
    [InlineData("models:/p/latest")]
    public async Task A_version_that_leads_to_itself_is_followed_a_few_hops_only(string source)
    {
        Server.Before = Answers(source, listing: "[]");
        using MlflowClient client = Server.Connect(retryCount: 0);
        (await Should.ThrowAsync<MlflowException>(client.Artifacts.DownloadAsync("models:/p/1", Target)))
            .Message.ShouldContain("made of itself");
        Server.Requests.Count.ShouldBeLessThan(30);
    }

    private string[] Written() => Directory.Exists(Target) ? Directory.GetFiles(Target, "*", SearchOption.AllDirectories) : [];

    private static Func<HttpContext, Task<bool>> Answers(string root, string listing) => async context =>
    {
        string path = context.Request.Path.Value!;
        string version = """{"name":"p","version":"1"}""";
        string? answer = path.EndsWith("get-download-uri", StringComparison.Ordinal) ? $$"""{"artifact_uri":"{{root}}"}"""
            : path.EndsWith("registered-models/alias", StringComparison.Ordinal) ? $$$"""{"model_version":{{{version}}}}"""
            : path.EndsWith("registered-models/get", StringComparison.Ordinal)
                ? $$$"""{"registered_model":{"name":"p","latest_versions":[{{{version}}}]}}"""
            : path.EndsWith("mlflow-artifacts/artifacts", StringComparison.Ordinal) ? $$"""{"files":{{listing}}}"""
            : path.Contains("mlflow-artifacts/artifacts/", StringComparison.Ordinal) ? "PWNED\n"
            : null;
        if (answer is null)
            return false;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer);
        return true;
    };
}
