namespace FraudMl.Reporting.Tests;

public sealed class StudyChartsTests
{
    private static readonly Parameter<double> Rate = Parameter.Number("rate", 1e-4, 1, Scale.Log);

    private static readonly Parameter<int> Leaves = Parameter.Whole("leaves", 4, 1024, Scale.Log);

    private static readonly Parameter<double> Drop = Parameter.Number("drop", 0, 0.9);

    private static readonly ParameterChoice<string> Booster = Parameter.Choice("booster", "gbdt", "dart", "goss").When("dart", Drop);

    private static readonly StudyHistory History = Made([StudyObjective.Minimize("log loss")], 60);

    private static readonly StudyHistory Two = Made([StudyObjective.Minimize("log loss"), StudyObjective.Maximize("speed")], 60);

    [Fact]
    public void Every_chart_shows_something()
    {
        byte[][] charts =
        [
            StudyCharts.History(History), StudyCharts.Slice(History, "rate"), StudyCharts.Slice(History, "booster"),
            StudyCharts.Contour(History, "rate", "leaves"), StudyCharts.Contour(History, "rate", "booster"),
            StudyCharts.ParallelCoordinates(History),
            StudyCharts.Importances([new("rate", 0.7), new("leaves", 0.25), new("booster", 0.05)]),
            StudyCharts.Front(Two),
        ];
        if (Environment.GetEnvironmentVariable("FRAUDML_CHARTS") is { } folder)
        {
            foreach ((int i, byte[] png) in charts.Index()) File.WriteAllBytes(Path.Combine(folder, $"study-{i}.png"), png);
        }

        foreach (byte[] png in charts) Ink.Share(png).ShouldBeGreaterThan(0.01);
        charts.Select(Convert.ToBase64String).Distinct().Count().ShouldBe(charts.Length);
    }

    [Fact]
    public void Trials_that_do_not_begin_with_the_first_are_all_within_the_chart()
    {
        TrialRecord[] later = [.. History.Trials.Select(trial => trial with { Number = trial.Number + 100 })];
        TrialRecord[] swapped =
            [.. later[..^2], later[^2] with { Values = later[^1].Values }, later[^1] with { Values = later[^2].Values }];
        StudyCharts.History(History with { Trials = swapped }).ShouldNotBe(StudyCharts.History(History with { Trials = later }));
    }

    [Fact]
    public void What_cannot_be_drawn_is_told()
    {
        Message(() => StudyCharts.Slice(History, "rat")).ShouldBe("'rat' is no parameter of the study. Did you mean 'rate'?");
        Message(() => StudyCharts.History(History, 1)).ShouldContain("1 objectives, counted from 0");
        Message(() => StudyCharts.Front(History)).ShouldContain("1 objectives, counted from 0");
        StudyHistory none = History with { Trials = [] };
        Message(() => StudyCharts.History(none)).ShouldContain("no trial of the study has completed");
        Message(() => StudyCharts.Importances([])).ShouldContain("there are no importances");
        Message(() => StudyCharts.Contour(History with { Trials = [.. History.Trials.Where(trial => !trial.Has(Drop))] }, "rate", "drop"))
            .ShouldBe("No trial that completed has both rate and drop.");
    }

    [Fact]
    public void A_single_trial_and_equal_values_are_drawn()
    {
        StudyHistory one = History with { Trials = [History.Trials[0]] };
        StudyHistory equal = History with { Trials = [.. History.Trials.Select(trial => trial with { Values = [0.0] })] };
        foreach (StudyHistory history in new[] { one, equal })
        {
            Ink.Share(StudyCharts.History(history)).ShouldBeGreaterThan(0.005);
            Ink.Share(StudyCharts.Slice(history, "rate")).ShouldBeGreaterThan(0.005);
            Ink.Share(StudyCharts.Contour(history, "rate", "leaves")).ShouldBeGreaterThan(0.005);
            Ink.Share(StudyCharts.ParallelCoordinates(history)).ShouldBeGreaterThan(0.005);
        }
    }

    private static string Message(Func<object?> act) => Should.Throw<FraudMlException>(() => act()).Message;

    private static StudyHistory Made(StudyObjective[] objectives, int count)
    {
        var random = new Random(4);
        return new StudyHistory(objectives, ParameterSpace.Of(Rate, Leaves, Booster), [.. Enumerable.Range(1, count).Select(Trial)]);

        TrialRecord Trial(int number)
        {
            double rate = Math.Pow(10, -4 * random.NextDouble());
            int leaves = (int)Math.Pow(2, 2 + (8 * random.NextDouble()));
            string booster = new[] { "gbdt", "dart", "goss" }[random.Next(3)];
            var values = new Dictionary<string, object> { ["rate"] = rate, ["leaves"] = leaves, ["booster"] = booster };
            if (booster == "dart") values["drop"] = 0.9 * random.NextDouble();
            double loss = Math.Pow(Math.Log10(rate) + 2, 2) + (0.1 * Math.Pow(Math.Log2(leaves) - 5, 2));
            return new(number, TrialState.Completed, new(values), objectives.Length == 1 ? [loss] : [loss, 10 - Math.Log2(leaves)]);
        }
    }
}
