using FraudMl.Mlflow;

namespace FraudMl.Sdk.Host.Tests.Evaluating;

public sealed class JudgingTests : IDisposable
{
    private readonly HostProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_worse_challenger_fails_with_the_numbers_at_the_line_of_the_bound()
    {
        await RegisterAsync(0.74, 0.05, "champion");
        await RegisterAsync(0.61, 0.04);
        (int exitCode, string output) = await JudgeAsync(
            ["metric", "average_precision", "0.7", "", "0.01", ""], ["metric", "log_loss", "", "0.045", "0.001", ""]);
        exitCode.ShouldBe(1);
        output.ShouldContain("models:/cards/2 against the champion models:/cards/1");
        output.ShouldContain("(3,5): error FRAUDML110: average_precision of models:/cards/2 is 0.61, and must be at least 0.7.");
        output.ShouldContain("(3,5): error FRAUDML110: average_precision of models:/cards/2 is 0.61, and the champion's 0.74: "
            + "it is worse by 0.13, and may be by 0.01.");
        output.ShouldNotContain("(4,5)");
    }

    [Fact]
    public async Task A_loss_of_a_metric_that_is_better_when_lower_is_a_larger_value()
    {
        await RegisterAsync(0.74, 0.05, "champion");
        await RegisterAsync(0.75, 0.06);
        (await JudgeAsync(["metric", "log_loss", "", "", "0.001", ""])).Output
            .ShouldContain("is 0.06, and the champion's 0.05: it is worse by 0.01");
        (await JudgeAsync(["metric", "average_precision", "", "", "0", ""])).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task The_first_model_is_judged_by_its_bounds_alone()
    {
        await RegisterAsync(0.74, 0.05);
        (int exitCode, string output) = await JudgeAsync(["metric", "average_precision", "0.7", "", "0.01", ""]);
        exitCode.ShouldBe(0, output);
        output.ShouldContain("is judged by its bounds alone");
    }

    [Theory]
    [InlineData("averge_precision", "0.7", "", "has no metric 'averge_precision': it has test_average_precision, test_log_loss")]
    [InlineData("average_precision", "much", "", "Minimum of the FraudMetric 'average_precision' must be a number")]
    [InlineData("average_precision", "", "", "has no bound")]
    [InlineData("profit", "", "5", "'profit' is none of FraudMl's metrics")]
    public async Task What_can_t_be_judged_is_told(string name, string minimum, string loss, string told)
    {
        await RegisterAsync(0.74, 0.05);
        (int exitCode, string output) = await JudgeAsync(["metric", name, minimum, "", loss, ""]);
        exitCode.ShouldBe(1);
        output.ShouldContain("(3,5): error FRAUDML111: ");
        output.ShouldContain(told);
    }

    private Task<(int ExitCode, string Output)> JudgeAsync(params string[][] metrics) => _project.RunAsync(
        "evaluate", [["challenger", "models:/cards/latest"], ["champion", "models:/cards@champion"], .. metrics]);

    private async Task RegisterAsync(double averagePrecision, double logLoss, string? alias = null)
    {
        string runId = "";
        await _project.Client.RunAsync("cards", run =>
        {
            runId = run.RunId;
            run.LogMetric("test_average_precision", averagePrecision);
            run.LogMetric("test_log_loss", logLoss);
            return Task.FromResult(0);
        });
        await _project.Client.RegisterModelAsync("cards", $"runs:/{runId}/model", runId, alias);
    }
}
