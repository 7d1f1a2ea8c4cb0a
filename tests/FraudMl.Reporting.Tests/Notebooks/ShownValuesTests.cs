namespace FraudMl.Reporting.Tests;

public sealed class ShownValuesTests
{
    [Fact]
    public void The_first_rows_of_a_dataset_hide_keys()
    {
        var data = new Dataset(
        [
            new TextColumn("Card", [0, 1], new TextDictionary(["4000-1234", "4000-5678"]), ColumnRoles.Key | ColumnRoles.Feature),
            new TextColumn("Country", [0, TextDictionary.Missing], new TextDictionary(["<DE>"])),
            new NumberColumn("Amount", [12.5f, float.NaN]),
        ]);
        ShownOutput[] shown = [.. ShownValues.Of(data, 5)];
        shown[1].Text.ShouldBe("The first 2 rows\nrow  Card  Country  Amount\n1     •••     <DE>    12.5\n2     •••        –       –");
        shown[1].Html!.ShouldContain("&lt;DE&gt;");
        string.Concat(shown.Select(output => output.Text + output.Html)).ShouldNotContain("4000-");
        ShownValues.Of(data, 0).Count().ShouldBe(1);
    }

    [Fact]
    public void A_table_shows_what_objects_hold_and_says_what_it_leaves_out()
    {
        ShownTable.Of("", [new { Name = "a", Share = 1 / 3.0, Known = true }]).ToString()
            .ShouldBe("Name    Share  Known\na     0.33333    yes");
        ShownTable.Of("", [("a", 1)]).ToString().ShouldBe("Item1  Item2\na          1");
        ShownTable.Of("Numbers", Enumerable.Range(0, 1000)).ToString().ShouldStartWith("Numbers, the first 200 of 1,000\nvalue\n0\n");
        ShownTable.Of("None", Array.Empty<string>()).ToString().ShouldBe("None\nvalue");
    }

    [Fact]
    public void A_chart_must_be_a_PNG_file() =>
        Should.Throw<FraudMlException>(() => Notebook.Show("GIF89a"u8.ToArray())).Message.ShouldStartWith("A chart must be a PNG file");

    [Fact]
    public void An_experiment_shows_trials_curves_and_the_test()
    {
        ShownOutput[] shown = [.. ShownValues.Of(new Result())];
        shown.Count(output => output.Png is not null).ShouldBe(6);
        shown.ShouldAllBe(output => output.Text.Length > 0);
        shown[1].Text.ShouldStartWith("Trials, best first");
    }

    private sealed class Result : IExperimentResult
    {
        public Metric Metric => Metrics.AveragePrecision;

        public IReadOnlyList<TrialCompleted> Trials { get; } = Sample.Trials(3);

        public TrialInfo BestTrial => Trials[0].Trial;

        public Evaluation? Evaluation { get; } = Sample.Winner().Evaluation;

        public IReadOnlyList<StudyHistory> Histories => [];
    }
}
