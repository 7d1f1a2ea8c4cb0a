namespace FraudMl.EndToEnd.Tests;

/// <summary>From raw transactions through windows and encoders to a model.</summary>
public sealed class CardVelocityTests(CardVelocityFixture job) : IClassFixture<CardVelocityFixture>
{
    [Fact]
    public void The_job_validates_along_time_and_writes_a_model_that_carries_its_windows()
    {
        job.ExitCode.ShouldBe(0, job.Output + job.Errors);
        job.Output.ShouldContain("Prequential(4, 28 + 7 + 7 days, without known CUSTOMER_ID)");
        job.Output.Split('\n').Count(line => line.Contains(", fold ", StringComparison.Ordinal)).ShouldBe(2 * 4, job.Output);
        File.ReadAllText(Path.Combine(job.OutputFolder, "profile.html")).ShouldContain("TERMINAL_ID_Risk_30d_after7d");
        File.Exists(Path.Combine(job.OutputFolder, "model.onnx")).ShouldBeTrue();
        using FileStream file = File.OpenRead(Path.Combine(job.OutputFolder, "model.fraudml"));
        FraudModel model = FraudModel.Load(file);
        model.Windows.Select(entity => string.Join('+', entity.Keys)).ShouldBe(["CUSTOMER_ID", "TERMINAL_ID", "CUSTOMER_ID+TERMINAL_ID"]);
        model.Inputs.Select(input => input.Name).ShouldContain("CUSTOMER_ID_RatioToMean_TX_AMOUNT_30d");
    }

    [Fact]
    public async Task The_same_seed_prints_the_same_figures()
    {
        using var folder = new TemporaryFolder();

        (int exitCode, string output, string errors) = await JobProcess.RunSampleAsync(CardVelocityFixture.Sample, "--data", job.DataFile,
            "--output", folder.At("again"));

        exitCode.ShouldBe(0, output + errors);
        Figures(output).ShouldBe(Figures(job.Output));
        Figures(output).ShouldNotBeEmpty(output);
    }

    [Fact]
    public async Task A_file_of_no_known_layout_is_told_with_its_columns()
    {
        using var folder = new TemporaryFolder();
        (int exitCode, string output, string errors) = await JobProcess.RunSampleAsync(
            CardVelocityFixture.Sample, "--data", folder.Write("other.csv", "when,who\n1,2\n"), "--output", folder.At("output"));

        exitCode.ShouldBe(1, output);
        errors.ShouldBe("error: other.csv has neither the Handbook's column 'TX_DATETIME' nor Sparkov's 'trans_date_trans_time'. Its "
            + "columns are when, who.");
    }

    private static string[] Figures(string output) =>
        [.. output.Split('\n').Where(line => line.Contains("average_precision", StringComparison.Ordinal)
            || line.Contains("roc_auc", StringComparison.Ordinal))];
}
