namespace FraudMl.Mlflow.Tests;

/// <summary>Tokens that are good for a while.</summary>
public sealed class TokenSourceTests : MlflowServerTests
{
    [Fact]
    public async Task Each_attempt_of_a_request_has_a_token_of_its_own()
    {
        int asked = 0;
        Server.Before = context =>
        {
            bool refuses = Server.Requests.Count < 3;
            context.Response.StatusCode = refuses ? 503 : 200;
            context.Response.Headers.RetryAfter = "0";
            return Task.FromResult(refuses);
        };
        using MlflowClient client = Connect(_ => ValueTask.FromResult($"token {++asked}"));

        (await client.Experiments.GetAsync("0")).Experiment.Name.ShouldBe("Default");

        Server.Authorizations.ShouldBe(["Bearer token 1", "Bearer token 2", "Bearer token 3"]);
    }

    [Fact]
    public async Task A_token_that_does_not_come_is_asked_for_again_and_nothing_is_sent_without_it()
    {
        int asked = 0;
        using MlflowClient client = Connect(
            _ => ++asked < 3 ? throw new InvalidOperationException("no network") : ValueTask.FromResult("late"));

        // Also for a request that is sent once at most: it was not sent.
        await client.Experiments.CreateAsync(new MlflowCreateExperiment { Name = "new" });

        asked.ShouldBe(3);
        Server.Authorizations.ShouldBe(["Bearer late"]);
    }

    [Fact]
    public async Task A_token_source_that_fails_for_good_is_named_without_what_it_said()
    {
        using MlflowClient client = Connect(_ => throw new InvalidOperationException("client_secret=s3cret"), retryCount: 0);

        MlflowException error = await Should.ThrowAsync<MlflowException>(client.Experiments.GetAsync("0"));

        error.Message.ShouldContain("TokenSource");
        error.Message.ShouldNotContain("s3cret");
        error.IsAmbiguous.ShouldBeTrue();
        Server.Requests.ShouldBeEmpty();
    }

    private MlflowClient Connect(Func<CancellationToken, ValueTask<string>> source, int retryCount = 2) => MlflowClient.Connect(
        new MlflowOptions { TrackingUri = Server.Address, Token = "the other", TokenSource = source, RetryCount = retryCount,
            SpoolFolder = Store.Spool });
}
