namespace FraudMl.Reporting.Tests;

public sealed class ComparisonCsvTests
{
    [Fact]
    public void One_line_per_run_holds_numbers_in_full_precision()
    {
        TrialCompleted[] trials = Sample.Trials(3);

        string[] lines = Csv(trials).TrimEnd('\n').Split('\n');

        lines.Length.ShouldBe(4);
        lines[0].ShouldStartWith(
            "number,name,phase,Shrinkage,Slope,Leaves,Boosting,average_precision_mean,average_precision_sd,roc_auc_mean");
        lines[0].ShouldEndWith("fit_seconds,score_seconds");
        TrialCompleted second = trials[1];
        string[] fields = lines.Single(line => line.StartsWith("2,", StringComparison.Ordinal)).Split(',');
        double.Parse(fields[7], System.Globalization.CultureInfo.InvariantCulture).ShouldBe(second.Report.Mean(Metrics.AveragePrecision));
        fields.Length.ShouldBe(lines[0].Split(',').Length);
    }

    [Fact]
    public void Commas_quotes_and_line_ends_are_quoted()
    {
        TrialCompleted trial = Sample.Trials(1)[0];

        Csv([trial with { Trial = trial.Trial with { Name = "a, \"b\"\nc" } }]).ShouldContain("1,\"a, \"\"b\"\"\nc\",compare,");
    }

    [Fact]
    public void A_parameter_that_a_run_does_not_have_is_empty() =>
        Csv(Sample.Trials(2)).Split('\n')
            .ShouldContain(line => line.StartsWith("1,Centroid <1> & friends,compare,,,,,", StringComparison.Ordinal));

    private static string Csv(TrialCompleted[] trials) => ComparisonCsv.Of(ComparisonTable.Of(trials, Metrics.AveragePrecision, []));
}
