namespace FraudMl.Tests;

public sealed class AutoMLTests
{
    private static readonly AutoMLOptions Quick = new() { Parts = [new("FraudMl.Core", Trainers.LogisticRegression())], Parallelism = 2 };

    private static readonly Dataset Payments = SyntheticTransactions.Payments(
        new() { CustomerCount = 60, TerminalCount = 100, DayCount = 60 });

    [Fact]
    public async Task One_call_makes_a_deciding_model_of_raw_transactions_with_the_past_of_their_keys()
    {
        (Dataset train, Dataset test) = Payments.SplitByTime(testShare: 0.25);
        AutoMLResult result = await AutoML.RunAsync(train, Budget.OfTrials(4), Quick);
        result.Model.Decision.ShouldNotBeNull();
        result.Experiment.Trials.Count(trial => trial.Trial.Phase != TrialPhase.Ensemble).ShouldBe(4, result.ToString());
        result.Windows.SelectMany(windows => windows.Keys).ShouldBe(["CUSTOMER_ID", "TERMINAL_ID"]);
        result.Folds.Name.ShouldStartWith("TimeOrdered");
        result.ToString().ShouldContain("Validated by time");
        Dataset prepared = result.Prepare(test);
        prepared.RowCount.ShouldBe(test.RowCount);
        result.Model.Evaluate(prepared)[Metrics.AveragePrecision].ShouldBeGreaterThan(0.1, result.ToString());

        // The history of test rows is that of all rows, as if windows had been made before the split.
        Dataset whole = Payments.WithWindows(result.Windows);
        int[] rows = [.. Enumerable.Range(0, test.RowCount).Select(row => whole.RowCount - test.RowCount + row)];
        result.Model.Score(prepared).ShouldBe(result.Model.Score(whole.Take(rows)));
    }

    [Fact]
    public async Task Rows_to_score_need_labels_only_where_windows_follow_them()
    {
        (Dataset train, Dataset test) = Payments.SplitByTime(testShare: 0.25);
        string label = test.Columns.Single(column => column.Is(ColumnRoles.Label)).Name;
        Dataset unlabelled = test.Drop(label);
        AutoMLResult following = await AutoML.RunAsync(train, Budget.OfTrials(1), Quick);
        Should.Throw<FraudMlException>(() => following.Prepare(unlabelled)).Message.ShouldContain("has no labels");
        AutoMLResult blind = await AutoML.RunAsync(train, Budget.OfTrials(1), Quick with { LabelDelay = TimeSpan.Zero });
        blind.Windows.ShouldNotBeEmpty();
        blind.Model.Score(blind.Prepare(unlabelled)).ShouldBe(blind.Model.Score(blind.Prepare(test)));
    }

    [Fact]
    public async Task The_same_seed_and_trials_give_the_same_model_whatever_runs_at_once()
    {
        AutoMLResult one = await AutoML.RunAsync(Payments, Budget.OfTrials(5), Quick with { MakeWindows = false, Parallelism = 2 });
        AutoMLResult again = await AutoML.RunAsync(Payments, Budget.OfTrials(5), Quick with { MakeWindows = false, Parallelism = 2 });
        again.Model.Score(Payments).ShouldBe(one.Model.Score(Payments));
        again.ToCSharp().ShouldBe(one.ToCSharp());
    }

    [Fact]
    public async Task Columns_that_mislead_are_left_out_or_told()
    {
        int n = 3_000;
        var random = new Random(5);
        float[] labels = [.. Enumerable.Range(0, n).Select(row => row % 20 == 0 ? 1f : 0f)];
        var data = new Dataset(
        [
            new NumberColumn("Id", [.. Enumerable.Range(0, n).Select(row => (float)row)]),
            new NumberColumn("Same", [.. Enumerable.Repeat(7f, n)]),
            new NumberColumn("Chargeback", [.. labels.Select(label => label * 5)]),
            new TextColumn("Reference", [.. Enumerable.Range(0, n)],
                new TextDictionary([.. Enumerable.Range(0, n).Select(row => $"R{row}")])),
            new NumberColumn("Useful", [.. labels.Select(label => (float)random.NextDouble() + label)]),
            new NumberColumn("Class", labels, ColumnRoles.Label),
        ]);
        AutoMLResult result = await AutoML.RunAsync(data, Budget.OfTrials(1), Quick);
        string story = result.ToString();
        foreach (string column in new[] { "Id", "Same", "Reference" }) story.ShouldContain($"Left out: '{column}'");
        story.ShouldContain("Warning: 'Chargeback' all but tells the label");
        result.Model.Features.Select(feature => feature.Name).ShouldBe(["Chargeback", "Useful"]);
    }

    [Fact]
    public async Task A_budget_of_time_makes_a_model_too()
    {
        AutoMLResult result = await AutoML.RunAsync(Payments, Budget.Of(TimeSpan.FromSeconds(4)), Quick with { MakeWindows = false });
        result.Experiment.Trials.ShouldNotBeEmpty();
        result.Model.Decision.ShouldNotBeNull();
    }

    [Fact]
    public void Data_that_nothing_can_be_learned_from_is_refused_in_one_sentence()
    {
        float[] zeros = new float[100];
        Message(new Dataset([new NumberColumn("a", zeros)])).ShouldContain("no label column");
        Message(Labelled(zeros, new NumberColumn("a", zeros))).ShouldContain("0 frauds among 100 rows");
        Message(Labelled([.. zeros.Select(_ => 1f)], new NumberColumn("a", zeros))).ShouldContain("100 frauds among 100 rows");
        float[] some = [.. zeros.Select((_, row) => row % 5 == 0 ? 1f : 0f)];
        Message(Labelled(some, new NumberColumn("a", zeros, ColumnRoles.Ignored))).ShouldContain("needs features");
        Message(Labelled(some, new NumberColumn("a", zeros))).ShouldContain("no feature to learn from");
        Message(new Dataset([], "nothing")).ShouldContain("needs rows");

        static Dataset Labelled(float[] labels, DataColumn column) =>
            new([column, new NumberColumn("Class", labels, ColumnRoles.Label)]);

        static string Message(Dataset data) =>
            Should.Throw<FraudMlException>(() => AutoML.RunAsync(data, Budget.OfTrials(2), Quick).GetAwaiter().GetResult()).Message;
    }

    [Fact]
    public void What_is_left_out_must_be_there()
    {
        AutoMLOptions misspelt = Quick with { LeaveOut = ["LightGMB"] };
        string message = Should.Throw<FraudMlException>(() => { _ = AutoML.RunAsync(Payments, Budget.OfTrials(1), misspelt); }).Message;
        message.ShouldContain("LightGMB");
        message.ShouldContain("Logistic regression");
    }

    [Fact]
    public async Task Absent_packages_are_named() => (await AutoML.RunAsync(
        Payments, Budget.OfTrials(1), new() { MakeWindows = false, LeaveOut = ["FastTree", "FastForest"] })).ToString()
        .ShouldContain("Left out: XGBoost: the app does not reference FraudMl.XGBoost.");

    [Fact]
    public async Task What_takes_its_time_beside_the_trials_is_told()
    {
        var observer = new RecordingObserver();
        await AutoML.RunAsync(Payments, Budget.OfTrials(1), Quick with { Observers = [observer] });
        ExperimentEvent[] before = [.. observer.Events.TakeWhile(happened => happened is not ExperimentStarted)];
        before.ShouldAllBe(happened => happened is StageStarted && happened.Experiment == "automl");
        before.Cast<StageStarted>().Select(begun => begun.Stage)
            .ShouldContain($"making windows over the past of {Payments.RowCount:N0} rows");
        observer.Events.TakeWhile(happened => happened is not WinnerFitted).Last().ShouldBeOfType<StageStarted>()
            .Stage.ShouldBe($"fitting #1 Logistic regression on {Payments.RowCount:N0} rows");
    }
}
