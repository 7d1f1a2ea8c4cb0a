using FraudMl.Databricks.Double;

namespace FraudMl.Databricks.Tests.Http;

public sealed class CallTests : IAsyncLifetime
{
    private TestWorkspace _workspace = null!;

    public async Task InitializeAsync() => _workspace = await TestWorkspace.StartAsync();

    public async Task DisposeAsync() => await _workspace.DisposeAsync();

    [Theory]
    [InlineData(Fault.TooManyRequests)]
    [InlineData(Fault.Unavailable)]
    [InlineData(Fault.Broken)]
    [InlineData(Fault.CutBefore)]
    [InlineData(Fault.CutAfter)]
    [InlineData(Fault.CutWithin)]
    public async Task A_call_that_went_wrong_is_made_again(Fault fault)
    {
        int left = 3;
        _workspace.Double.Before = _ => left-- > 0 ? fault : Fault.None;
        (await TestWorkspace.CallAsync(_workspace.Options)).ShouldBe("RUNNING");
        _workspace.Double.Requests.Count.ShouldBe(4);
        _workspace.Logged.Count.ShouldBe(3);
        _workspace.Logged.ShouldAllBe(line => line.StartsWith("GET sql/warehouses is tried again in ", StringComparison.Ordinal));
        string.Concat(_workspace.Logged).ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("date", 90)]
    [InlineData(null, 1)]
    public async Task A_call_waits_as_Retry_After_says(string? after, int seconds)
    {
        int left = 1;
        _workspace.Double.RetryAfter =
            () => after == "date" ? _workspace.Double.Clock.GetUtcNow().AddSeconds(seconds).ToString("R") : after;
        _workspace.Double.Before = _ => left-- > 0 ? Fault.TooManyRequests : Fault.None;
        await TestWorkspace.CallAsync(_workspace.Options);
        // The form with a date has whole seconds.
        _workspace.Double.Clock.Skipped.ShouldBeInRange(TimeSpan.FromSeconds(seconds - 2), TimeSpan.FromSeconds(seconds + 1));
    }

    [Fact]
    public async Task A_call_gives_up_when_its_budget_is_used_up()
    {
        _workspace.Double.Before = _ => Fault.Unavailable;
        DatabricksException error = await Should.ThrowAsync<DatabricksException>(
            TestWorkspace.CallAsync(_workspace.Options with { RetryTimeout = TimeSpan.FromMinutes(2) }));
        error.Message.ShouldBe($"GET {_workspace.Double.Host}/api/2.0/sql/warehouses/wh1 was answered with status 503 "
            + "(TEMPORARILY_UNAVAILABLE): The service is busy. Try it again later, or raise RetryTimeout.");
        _workspace.Double.Clock.Skipped.ShouldBeInRange(TimeSpan.FromMinutes(1.5), TimeSpan.FromMinutes(2.1));

        // A wait that would go beyond is not begun.
        _workspace.Double.RetryAfter = () => "3600";
        _workspace.Double.Before = _ => Fault.TooManyRequests;
        TimeSpan before = _workspace.Double.Clock.Skipped;
        (await Should.ThrowAsync<DatabricksException>(TestWorkspace.CallAsync(_workspace.Options))).ErrorCode
            .ShouldBe("REQUEST_LIMIT_EXCEEDED");
        _workspace.Double.Clock.Skipped.ShouldBe(before);
    }

    [Fact]
    public async Task Requests_are_spaced_out_so_that_the_limit_of_a_group_is_never_met()
    {
        _workspace.Double.RateLimit = 15;
        using Workspace workspace = Workspace.Open(_workspace.Options);
        for (int call = 0; call < 60; call++) await TestWorkspace.CallAsync(workspace);
        _workspace.Double.Requests.Count.ShouldBe(60);
        _workspace.Double.Requests.ShouldAllBe(request => request.Status == 200);
        _workspace.Double.Clock.Skipped.ShouldBeGreaterThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_workspace_that_is_not_there_is_told()
    {
        DatabricksException error = await Should.ThrowAsync<DatabricksException>(TestWorkspace.CallAsync(
            _workspace.Options with { Host = "http://127.0.0.1:1", RetryTimeout = TimeSpan.Zero }));
        error.Message.ShouldStartWith("GET http://127.0.0.1:1/api/2.0/sql/warehouses/wh1 got no answer: ");
    }
}
