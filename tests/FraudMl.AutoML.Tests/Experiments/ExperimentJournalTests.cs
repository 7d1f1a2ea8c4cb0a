using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace FraudMl.Tests;

public sealed class ExperimentJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("experiment").FullName;

    private string Journal => Path.Combine(_folder, "trials.journal");

    private string Scores => $"{Journal}.scores";

    [Fact]
    public async Task A_journal_cut_anywhere_goes_on_as_if_nothing_had_happened()
    {
        string[] whole = await Told(null);
        (await Told(Journal)).ShouldBe(whole);
        byte[] bytes = File.ReadAllBytes(Journal);

        for (int cut = 0; cut <= bytes.Length; cut += Math.Max(1, bytes.Length / 9))
        {
            File.WriteAllBytes(Journal, bytes[..cut]);
            (await Told(Journal)).ShouldBe(whole, $"cut at {cut}");
        }
    }

    [Fact]
    public async Task What_ended_is_not_run_again()
    {
        string[] whole = await Told(Journal);
        var runner = new LocalRunner(2);

        (await Told(Journal, experiment => experiment.RunOn(runner))).ShouldBe(whole);

        runner.Started.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_process_that_is_killed_loses_only_what_ran()
    {
        using (Process child = ChildProcess.Start("durable", Journal))
        {
            while (Lines() < 6 && !child.HasExited) await Task.Delay(1);
            child.Kill();
            await child.WaitForExitAsync();
        }

        int kept = Lines() - 1;
        var runner = new LocalRunner(2);
        (await Told(Journal, experiment => experiment.RunOn(runner))).ShouldBe(await Told(null));
        runner.Started.Count.ShouldBe(11 - kept);
    }

    [Theory]
    [InlineData("seed", "its plan has 'seed 42, batches of 2, Stratified(3, seed 5)', and 'seed 7, batches of 2, Stratified(3, seed 5)' "
        + "was given")]
    [InlineData("data", " rows with the digest ")]
    [InlineData("candidate", "its plan does not have 'candidate Newton: ")]
    [InlineData("phase", "its plan does not have 'phase 2: ")]
    public async Task A_journal_of_another_experiment_is_refused_in_a_sentence(string what, string difference)
    {
        await Told(Journal);
        byte[] before = File.ReadAllBytes(Journal);
        Experiment experiment = DurableChild.Experiment(Journal);
        if (what == "seed") experiment.Seed(7);
        if (what == "candidate") experiment.Compare(Pipelines.Newton(ridge: 9));
        if (what == "phase") experiment.Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(1));

        string message = (await Should.ThrowAsync<FraudMlException>(
            () => experiment.RunAsync(what == "data" ? Pipelines.Test : Pipelines.Train))).Message;

        message.ShouldStartWith($"The journal '{Journal}' is of another experiment: ");
        message.ShouldContain(difference);
        message.ShouldEndWith(" Run it as it began, or begin another journal.");
        File.ReadAllBytes(Journal).ShouldBe(before);
    }

    [Fact]
    public async Task Only_the_best_trials_keep_the_scores_of_their_rows()
    {
        ExperimentResult first = await Many().RunAsync(Pipelines.Train);
        new FileInfo(Scores).Length.ShouldBe(20 * (8 + (8 * first.BestReport.OutOfFold.Count)));
        var runner = new LocalRunner(2);

        ExperimentResult again = await Many().RunOn(runner).RunAsync(Pipelines.Train);

        runner.Started.ShouldBeEmpty();
        again.ToString().ShouldBe(first.ToString());
        foreach (LeaderboardRow row in again.Leaderboard.Rows.Take(20))
            Rows(again, row).Scores.ToArray().ShouldBe(Rows(first, row).Scores.ToArray());
        TrialCompleted poor = again.Trials.Single(trial => trial.Trial.Number == again.Leaderboard.Rows[^1].Trial.Number);
        poor.Report.OutOfFold.Count.ShouldBe(0);
        poor.Report.Folds[0].Evaluate(Metrics.KsStatistic).UndefinedBecause.ShouldBe("the scores of its rows were not kept");
        Should.Throw<FraudMlException>(() => Evaluation.Compare(poor.Report, again.BestReport)).Message.ShouldContain("not kept");
    }

    [Fact]
    public async Task A_trial_whose_scores_are_damaged_is_run_again()
    {
        ExperimentResult first = await Many().RunAsync(Pipelines.Train);
        byte[] bytes = File.ReadAllBytes(Scores);
        bytes[^1] ^= 1;
        File.WriteAllBytes(Scores, bytes);
        var runner = new LocalRunner(2);

        ExperimentResult again = await Many().RunOn(runner).RunAsync(Pipelines.Train);

        runner.Started.Count.ShouldBe(1);
        again.ToString().ShouldBe(first.ToString());
        File.Delete(Scores);
        (await Many().RunAsync(Pipelines.Train)).ToString().ShouldBe(first.ToString());
    }

    [Fact]
    public async Task A_journal_that_keeps_all_scores_in_its_lines_goes_on()
    {
        string[] whole = await Told(Journal);
        AsVersion1();
        var runner = new LocalRunner(2);

        (await Told(Journal, experiment => experiment.RunOn(runner))).ShouldBe(whole);

        runner.Started.ShouldBeEmpty();
        new FileInfo(Scores).Length.ShouldBe(0);
    }

    [Fact]
    public void A_journal_without_a_name_is_refused() =>
        Should.Throw<FraudMlException>(() => new Experiment("none").Journal(" ")).Message.ShouldBe("Journal must name a file.");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Experiment Many() => new Experiment("many").Compare(Pipelines.Newton()).ValidateBy(Folds.Stratified(3, seed: 5))
        .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(24),
            new ParameterSpace([]).Range("Ridge", 0.01, 1000, Scale.Log)).Journal(Journal);

    private static ScoredRows Rows(ExperimentResult result, LeaderboardRow row) =>
        result.Trials.Single(trial => trial.Trial.Number == row.Trial.Number).Report.OutOfFold;

    // As the first version wrote it: the scores in the lines, and no file of scores.
    private void AsVersion1()
    {
        using var scores = new KeptScores(Scores, 8 * Pipelines.Train.RowCount);
        var lines = new List<byte>();
        foreach (string line in File.ReadAllLines(Journal))
        {
            JournalLine.TryRead(Encoding.UTF8.GetBytes(line), out ReadOnlySpan<byte> body).ShouldBeTrue();
            ExperimentRecord record = JsonSerializer.Deserialize(body, ExperimentJson.Default.ExperimentRecord)!;
            int[] rowCounts = [.. Folds.Stratified(3, seed: 5).Split(FoldInput.Of(Pipelines.Train))
                .Select(fold => fold.ValidationRows.Length)];
            if (record is ExperimentBegun begun) record = begun with { Version = 1 };
            if (record is TrialKept trial && scores.Of(trial.Number) is { } kept) record = trial.WithScores(kept, rowCounts);
            lines.AddRange(JournalLine.Of(JsonSerializer.Serialize(record, ExperimentJson.Default.ExperimentRecord)));
        }

        File.WriteAllBytes(Journal, [.. lines]);
        scores.Dispose();
        File.Delete(Scores);
    }

    private static async Task<string[]> Told(string? journal, Func<Experiment, Experiment>? with = null)
    {
        Experiment experiment = DurableChild.Experiment(journal);
        ExperimentResult result = await (with?.Invoke(experiment) ?? experiment).RunAsync(Pipelines.Train);
        return [$"{result}", $"{result.Histories[0]}", .. result.PrunedTrials.Select(trial => $"{trial.Trial.Number} {trial.Step}"),
            .. result.Trials.Select(trial => $"{trial.Trial.Number} "
                + string.Join(" ", trial.Report.OutOfFold.Scores.ToArray().Select(BitConverter.DoubleToInt64Bits)))];
    }

    private int Lines() => File.Exists(Journal) ? File.ReadAllBytes(Journal).Count(one => one == '\n') : 0;
}
