using System.Diagnostics;
using System.Text;
using static FraudMl.Tests.StudyChild;

namespace FraudMl.Tests;

public sealed class StudyJournalTests : IDisposable
{
    private const int TrialCount = 14;

    private readonly string _folder = Directory.CreateTempSubdirectory("study").FullName;

    private string Journal => Path.Combine(_folder, "tuning.journal");

    [Theory, InlineData(1, 1), InlineData(3, 7)]
    public async Task A_journal_cut_at_any_byte_loses_only_what_ran_and_goes_on_as_if_nothing_had_happened(int workers, int step)
    {
        string[] whole = await Finished(workers);
        byte[] bytes = File.ReadAllBytes(Journal);

        for (int cut = 0; cut < bytes.Length; cut += step)
        {
            File.WriteAllBytes(Journal, bytes[..cut]);
            bool goesOn = cut % (101 * step) == 0;
            using var study = new Study(Space, Given(Journal, workers));
            string[] ended = [.. Texts(study.History).Where(text => !text.Contains("Running", StringComparison.Ordinal))];
            ended.ShouldBeSubsetOf(whole);
            ended.Length.ShouldBe(Encoding.UTF8.GetString(bytes[..cut]).Split('\n')[..^1]
                .Count(line => line.Contains("\"kind\":\"ended\"", StringComparison.Ordinal)));
            if (goesOn) Texts(await study.OptimizeAsync(Loss, Budget.OfTrials(TrialCount))).ShouldBe(whole, $"cut at {cut}");
        }
    }

    [Fact]
    public async Task Every_search_goes_on_where_it_was()
    {
        ISearchAlgorithm[] searches = [Search.Auto(), Search.CmaEs(), Search.Random(), Search.Sobol(), Search.GaussianProcess(),
            Search.NsgaII(new() { PopulationSize = 6 }), Search.Grid(new() { PointsPerParameter = 4 })];
        foreach (ISearchAlgorithm search in searches)
        {
            File.Delete(Journal);
            StudyOptions options = Given(Journal, 2) with { Search = search };
            string[] whole;
            using (var study = new Study(Space, options with { Journal = null }))
                whole = Texts(await study.OptimizeAsync(Loss, Budget.OfTrials(22)));
            using (var study = new Study(Space, options))
                await Should.ThrowAsync<OperationCanceledException>(() => Cancelled(study));
            using (var study = new Study(Space, options))
                Texts(await study.OptimizeAsync(Loss, Budget.OfTrials(22))).ShouldBe(whole, search.Name);
        }

        static async Task Cancelled(Study study)
        {
            using var cancel = new CancellationTokenSource();
            await study.OptimizeAsync(
                trial =>
                {
                    if (trial.Number == 17) cancel.Cancel();
                    trial.CancellationToken.ThrowIfCancellationRequested();
                    return Loss(trial);
                },
                Budget.OfTrials(22),
                cancel.Token);
        }
    }

    [Fact]
    public async Task A_process_that_is_killed_loses_only_what_ran()
    {
        string[] whole = await Finished(2);
        File.Delete(Journal);
        for (int kill = 0; kill < 3; kill++)
        {
            using Process child = ChildProcess.Start("study", Journal, "1000000");
            int sooner = Lines();
            while (Lines() < sooner + 7 && !child.HasExited) await Task.Delay(1);
            child.Kill();
            await child.WaitForExitAsync();
        }

        using var study = new Study(Space, Given(Journal, 2));
        StudyHistory history = await study.OptimizeAsync(Loss, Budget.OfTrials(TrialCount));
        history.Trials.ShouldAllBe(trial => trial.State == TrialState.Completed);
        // The children had another budget, which is another search.
        history.Trials.Count.ShouldBeGreaterThanOrEqualTo(TrialCount);
        history.Trials.Select(trial => trial.Number).ShouldBe(Enumerable.Range(1, history.Trials.Count));
        whole.Length.ShouldBe(TrialCount);
    }

    [Fact]
    public async Task A_killed_run_ends_as_it_would_have()
    {
        string[] whole = await Finished(2);
        File.Delete(Journal);
        using (Process child = ChildProcess.Start("study", Journal, $"{TrialCount}"))
        {
            while (Lines() < 11 && !child.HasExited) await Task.Delay(1);
            child.Kill();
            await child.WaitForExitAsync();
        }

        using var study = new Study(Space, Given(Journal, 2));
        study.History.Trials.Count(trial => trial.State == TrialState.Completed).ShouldBeInRange(3, TrialCount - 1);
        Texts(await study.OptimizeAsync(Loss, Budget.OfTrials(TrialCount))).ShouldBe(whole);
    }

    [Fact]
    public async Task Two_processes_share_one_study()
    {
        Process[] children = [.. Enumerable.Range(0, 2).Select(_ => ChildProcess.Start("study", Journal, "40", "2"))];
        foreach (Process child in children)
        {
            await child.WaitForExitAsync();
            child.ExitCode.ShouldBe(0);
            child.Dispose();
        }

        using var study = new Study(Space, Given(Journal, 2));
        StudyHistory history = study.History;
        history.Trials.Count.ShouldBe(40);
        history.Trials.ShouldAllBe(trial => trial.State == TrialState.Completed);
        JoinedCount(Journal).ShouldBe(2);
    }

    [Fact]
    public void Trials_of_a_silent_process_are_run_again()
    {
        var clock = new ManualClock();
        StudyOptions options = Given(Journal) with { Time = clock };
        using var silent = new Study(Space, options);
        StudyTrial lost = silent.Ask()!;
        using var study = new Study(Space, options);
        StudyTrial second = study.Ask()!;
        second.Number.ShouldBe(2);

        clock.Advance(TimeSpan.FromMinutes(2));
        StudyTrial again = study.Ask()!;
        again.Number.ShouldBe(1);
        again.Parameters.Values.ShouldBe(lost.Parameters.Values);
        study.Tell(again, 1).Values.ShouldBe([1.0]);
        silent.Tell(lost, 2).Values.ShouldBe([1.0]);
    }

    [Fact]
    public void A_trial_that_ends_its_process_each_time_is_given_up()
    {
        for (int attempt = 0; attempt < 3; attempt++)
        {
            using var dying = new Study(Space, Given(Journal));
            dying.Ask()!.Number.ShouldBe(1);
        }

        using var study = new Study(Space, Given(Journal));
        study.Ask()!.Number.ShouldBe(2);
        study.History.Trials[0].Reason.ShouldBe("The process that ran it ended 3 times before it did.");
    }

    [Fact]
    public async Task A_journal_of_another_study_is_refused_in_one_sentence()
    {
        await Finished(1);
        byte[] bytes = File.ReadAllBytes(Journal);
        Refused(ParameterSpace.Of(Parameter.Number("rate", 1e-3, 1, Scale.Log), Leaves, Booster), Given(Journal))
            .ShouldContain("its space has 'rate in [0.0001, 1] log', and 'rate in [0.001, 1] log' was given");
        Refused(Space, Given(Journal) with { Seed = 6 }).ShouldContain("its seed is 5, and 6 was given");
        Refused(Space, Given(Journal) with { Objectives = [StudyObjective.Maximize("objective")] }).ShouldContain("its objectives");
        string header = Encoding.UTF8.GetString(bytes).Split('\n')[0][18..];
        File.WriteAllBytes(Journal, JournalLine.Of(header.Replace("\"version\":1", "\"version\":9", StringComparison.Ordinal)));
        Refused(Space, Given(Journal)).ShouldContain("has version 9");
        File.WriteAllBytes(Journal, JournalLine.Of("{\"kind\":\"news\"}"));
        Refused(Space, Given(Journal)).ShouldContain("a record at byte 0 that this FraudMl does not know");
        bytes[40] ^= 1;
        File.WriteAllBytes(Journal, bytes);
        Refused(Space, Given(Journal)).ShouldContain("is damaged at byte 0");
        Refused(Space, Given(_folder)).ShouldContain("can't be opened for writing");
        File.WriteAllText(Journal, "a,b\n1,2\n");
        Refused(Space, Given(Journal)).ShouldContain("is no journal");
    }

    [Fact]
    public async Task Whatever_was_changed_in_a_journal_is_told_in_one_sentence_and_the_file_left_as_it_is()
    {
        await Finished(2);
        byte[] bytes = File.ReadAllBytes(Journal);
        var random = new Random(9);
        int refused = 0;
        for (int i = 0; i < 300; i++)
        {
            byte[] changed = [.. bytes];
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            refused += RefusedOrWhole(changed);
        }

        refused.ShouldBeGreaterThan(200);
        string[] lines = [.. Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[18..])];
        (string From, string To)[] edits =
            [("\"number\":1,", "\"number\":99,"), ("\"values\":[", "\"values\":[1,"), ("\"state\":", "\"stat\":"),
            ("\"parameters\":{", "\"parameter\":{"), ("\"rate\":", "\"rat\":"), ("\"space\":", "\"spac\":"), ("\"owner\":", "\"own\":")];
        foreach ((string from, string to) in edits)
        {
            int line = Array.FindIndex(lines, line => line.Contains(from, StringComparison.Ordinal));
            if (line < 0) continue;
            RefusedOrWhole([.. lines.Index().SelectMany(one => JournalLine.Of(one.Index == line
                ? one.Item.Replace(from, to, StringComparison.Ordinal) : one.Item))]);
        }

        // 1 where it was refused.
        int RefusedOrWhole(byte[] changed)
        {
            File.WriteAllBytes(Journal, changed);
            try
            {
                using var study = new Study(Space, Given(Journal, 2));
                return 0;
            }
            catch (FraudMlException error)
            {
                error.Message.ShouldContain("journal");
                File.ReadAllBytes(Journal).ShouldBe(changed);
                return 1;
            }
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Refused(ParameterSpace space, StudyOptions options) =>
        Should.Throw<FraudMlException>(() => new Study(space, options)).Message;

    private int Lines() => File.Exists(Journal) ? File.ReadAllText(Journal).Count(one => one == '\n') : 0;

    private async Task<string[]> Finished(int workers)
    {
        using var study = new Study(Space, Given(Journal, workers));
        return Texts(await study.OptimizeAsync(Loss, Budget.OfTrials(TrialCount)));
    }
}
