using static FraudMl.Tests.StudyChild;

namespace FraudMl.Tests;

public sealed class StudyTests
{
    [Fact]
    public async Task A_study_finds_what_is_best_and_says_so()
    {
        using var study = new Study(Space, new() { Seed = 1 });

        StudyHistory history = await study.OptimizeAsync(Loss, Budget.OfTrials(60));

        history.Trials.Count.ShouldBe(60);
        study.Best!.Values[0].ShouldBe(history.Completed.Min(trial => trial.Values[0]));
        study.Best.Values[0].ShouldBeLessThan(0.3);
        Math.Log10(study.Best.Get(Rate)).ShouldBe(-2, 0.6);
        history.BestSoFar().Select(point => point.Best).ShouldBe(history.BestSoFar().Select(point => point.Best).OrderDescending());
        study.ToString().ShouldStartWith("60 trials, 60 completed; minimize objective\n#");
    }

    [Fact]
    public async Task Values_in_steps_are_those_of_the_steps()
    {
        using var study = new Study(ParameterSpace.Of(Drop, Parameter.Whole("n", 10, 50, step: 20)), new() { Search = Search.Random() });
        StudyHistory history = await study.OptimizeAsync(trial => trial.Get(Drop), Budget.OfTrials(80));
        history.Trials.Select(trial => trial.Get(Drop)).Distinct().Order().ShouldBe([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
        history.Trials.Select(trial => (int)trial.Parameters.Values["n"]).Distinct().Order().ShouldBe([10, 30, 50]);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(4)]
    public async Task Workers_give_the_same_trials_whatever_the_timing(int workers)
    {
        string[] calm = await Run(_ => 0), hasty = await Run(number => number * 7 % 5 * 4), other = await Run(number => 20 / number);
        hasty.ShouldBe(calm);
        other.ShouldBe(calm);

        async Task<string[]> Run(Func<int, int> delay)
        {
            using var study = new Study(Space, Given(null, workers) with { Pruner = Pruners.Median(new() { StartupTrialCount = 2 }) });
            return Texts(await study.OptimizeAsync(
                trial =>
                {
                    Thread.Sleep(delay(trial.Number));
                    double loss = Loss(trial);
                    for (int i = 1; i < 4; i++) trial.Report(i, loss + (1.0 / i));
                    return loss;
                },
                Budget.OfTrials(24)));
        }
    }

    [Fact]
    public async Task No_more_trials_run_at_once_than_there_are_workers_and_they_share_the_processors()
    {
        int open = 0, most = 0;
        var gate = new Lock();
        using var study = new Study(Space, Given(null, 3));
        await study.OptimizeAsync(
            trial =>
            {
                lock (gate) most = Math.Max(most, ++open);
                trial.ThreadCount.ShouldBe(Math.Max(1, Environment.ProcessorCount / 3));
                Thread.Sleep(3);
                lock (gate) open--;
                return Loss(trial);
            },
            Budget.OfTrials(30));
        most.ShouldBeInRange(2, 3);
    }

    [Fact]
    public void Trials_can_be_asked_for_and_told()
    {
        using var study = new Study(Space, Given(null));
        for (int i = 0; i < 12; i++)
        {
            StudyTrial trial = study.Ask()!;
            trial.Note("round", i);
            study.Tell(trial, Loss(trial)).State.ShouldBe(TrialState.Completed);
        }

        StudyTrial open = study.Ask()!;
        study.History.Trials[12].State.ShouldBe(TrialState.Running);
        study.Fail(open, "No.").Reason.ShouldBe("No.");
        study.Tell(open, 1).State.ShouldBe(TrialState.Failed);
        study.History.Trials[3].Attributes["round"].ShouldBe("3");
        Should.Throw<FraudMlException>(() => study.Tell(study.Ask()!, 1, 2)).Message.ShouldContain("1 objectives. Got 2 values");
    }

    [Fact]
    public async Task Points_are_tried_first_and_queued_once()
    {
        using var study = new Study(Space, Given(null));
        study.Enqueue(Rate.Is(0.01), Leaves.Is(32), Booster.Is("dart"), Drop.Is(0.3));
        study.Enqueue(Rate.Is(0.01), Leaves.Is(32), Booster.Is("dart"), Drop.Is(0.3));
        StudyHistory history = await study.OptimizeAsync(Loss, Budget.OfTrials(5));
        history.Trials.Count(trial => trial.IsQueued).ShouldBe(1);
        history.Trials[0].Get(Booster).ShouldBe("dart");
        study.Best!.Number.ShouldBe(1);
        study.Best.Values[0].ShouldBe(0, 1e-9);

        Message(() => study.Enqueue(Rate.Is(2), Leaves.Is(32), Booster.Is("gbdt"))).ShouldBe("rate must be in [0.0001, 1]. Got 2 instead.");
        Message(() => study.Enqueue(Rate.Is(0.1), Booster.Is("gbdt"))).ShouldStartWith("The point has no value of leaves.");
        Message(() => study.Enqueue(Rate.Is(0.1), Leaves.Is(32), Booster.Is("gbdt"), Drop.Is(0.1)))
            .ShouldStartWith("'drop' is no parameter of this point");
    }

    [Fact]
    public async Task A_trial_that_throws_or_is_no_number_fails_alone()
    {
        var told = new List<TrialRecord>();
        using var study = new Study(Space, Given(null) with { OnTrialEnded = told.Add });
        StudyHistory history = await study.OptimizeAsync(
            trial => trial.Number == 2 ? throw new InvalidOperationException("Broken.") : trial.Number == 3 ? double.NaN : Loss(trial),
            Budget.OfTrials(6));
        history.Trials[1].Reason.ShouldBe("InvalidOperationException: Broken.");
        history.Trials[2].Reason.ShouldBe("The objective is NaN, which is no finite number.");
        history.Completed.Count().ShouldBe(4);
        told.Select(trial => trial.Number).ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public async Task When_all_fail_one_sentence_says_so()
    {
        using var study = new Study(Space, Given(null));
        Func<StudyTrial, double> broken = _ => throw new FraudMlException("There is no file 'x.csv'.");
        (await Should.ThrowAsync<FraudMlException>(() => study.OptimizeAsync(broken, Budget.OfTrials(3)))).Message
            .ShouldBe("Every one of the study's 3 trials failed, the first because: There is no file 'x.csv'.");
        using var endless = new Study(Space, Given(null));
        await Should.ThrowAsync<FraudMlException>(() => endless.OptimizeAsync(broken, Budget.Of(TimeSpan.FromMinutes(5))));
        endless.History.Trials.Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_pruner_stops_trials_by_what_they_report()
    {
        using var study = new Study(Space, Given(null) with { Pruner = Pruners.Median(new() { StartupTrialCount = 3 }) });
        StudyHistory history = await study.OptimizeAsync(
            trial =>
            {
                for (int i = 1; i <= 5; i++) trial.Report(i, Loss(trial));
                return Loss(trial);
            },
            Budget.OfTrials(30));
        TrialRecord[] pruned = [.. history.Trials.Where(trial => trial.State == TrialState.Pruned)];
        pruned.Length.ShouldBeInRange(5, 25);
        pruned.ShouldAllBe(trial => trial.Reports.Count == 1 && trial.Values.Count == 0);
        using var waiting = new Study(Space, Given(null) with { Pruner = Pruners.Median(new() { StartupTrialCount = 3 }) });
        StudyHistory same = await waiting.OptimizeAsync(
            async trial =>
            {
                await Task.Yield();
                for (int i = 1; i <= 5; i++) trial.Report(i, Loss(trial));
                return Loss(trial);
            },
            Budget.OfTrials(30));
        Texts(same).ShouldBe(Texts(history));
    }

    [Fact]
    public async Task A_callback_can_end_it_and_what_it_throws_ends_it()
    {
        Study? study = null;
        using (study = new Study(Space, Given(null) with { OnTrialEnded = trial => Stopped(trial, study!) }))
            (await study.OptimizeAsync(Loss, Budget.OfTrials(50))).Trials.Count.ShouldBe(7);
        using var broken = new Study(Space, Given(null, 2) with { OnTrialEnded = _ => throw new InvalidOperationException("Mine.") });
        (await Should.ThrowAsync<InvalidOperationException>(() => broken.OptimizeAsync(Loss, Budget.OfTrials(50)))).Message
            .ShouldBe("Mine.");

        static void Stopped(TrialRecord trial, Study study)
        {
            if (trial.Number == 7) study.Stop();
        }
    }

    [Fact]
    public async Task Time_that_is_used_up_cancels_what_runs_and_keeps_the_rest()
    {
        using var study = new Study(Space, Given(null));
        StudyHistory history = await study.OptimizeAsync(
            trial =>
            {
                if (trial.Number == 3) trial.CancellationToken.WaitHandle.WaitOne();
                trial.CancellationToken.ThrowIfCancellationRequested();
                return Loss(trial);
            },
            Budget.Of(TimeSpan.FromSeconds(1)));
        history.Trials.Count.ShouldBe(3);
        history.Trials[2].State.ShouldBe(TrialState.Cancelled);
        history.Trials[2].Reason.ShouldBe("The time budget of 00:00:01 is used up.");
    }

    [Fact]
    public void What_cannot_work_is_told_before_the_first_trial()
    {
        Message(() => new Study(ParameterSpace.Empty)).ShouldStartWith("The space to search has no parameters.");
        Message(() => Parameter.Number("x", 2, 1)).ShouldStartWith("The range of x must go up.");
        Message(() => Parameter.Number("x", 0.1, 1, Scale.Log, step: 0.1)).ShouldStartWith("The steps of x must be above 0");
        Message(() => Parameter.Choice<string>("x")).ShouldStartWith("x needs at least one choice");
        Message(() => Booster.When("goss", Drop)).ShouldContain("'booster' has no choice 'goss'");
        Message(() => new Study(Space, new() { Objectives = [] })).ShouldContain("Objectives must have at least one");
        Message(() => new Study(Space, new() { Objectives = Two, Search = Search.Tpe() })).ShouldContain("Use Search.NsgaII()");
        Message(() => new Study(Space, new() { Objectives = Two, Pruner = Pruners.Median() })).ShouldContain("Pruner stops trials by one");
        Message(() => new Study(Space, new() { WorkerCount = 0 })).ShouldContain("WorkerCount");
        using var study = new Study(Space, new() { Search = Search.Random() });
        StudyTrial trial = Enumerable.Range(0, 50).Select(_ => study.Ask()!).First(trial => trial.Get(Booster) == "gbdt");
        Message(() => trial.Get(Drop)).ShouldContain("'drop' is no parameter of this trial");
        Message(() => trial.Get(Parameter.Whole("rate", 1, 2))).ShouldContain("rate is no Int32 here");
    }

    [Fact]
    public async Task Several_objectives_have_a_front()
    {
        using var study = new Study(ParameterSpace.Of(Rate, Leaves), new() { Objectives = Two });
        StudyHistory history = await study.OptimizeAsync(
            trial => new[] { Math.Log10(trial.Get(Rate)), -Math.Abs(trial.Get(Rate) - 0.1) }, Budget.OfTrials(150));
        history.Front.Count.ShouldBeInRange(2, 149);
        foreach (TrialRecord one in history.Front)
            history.Completed.ShouldNotContain(other => other.Values[0] < one.Values[0] && other.Values[1] > one.Values[1]);
        Message(() => study.Best).ShouldContain("2 objectives has no best trial");
    }

    private static readonly StudyObjective[] Two = [StudyObjective.Minimize("size"), StudyObjective.Maximize("nearness")];

    private static string Message(Func<object?> act) => Should.Throw<FraudMlException>(() => act()).Message;

    private static string Message(Action act) => Should.Throw<FraudMlException>(act).Message;
}
