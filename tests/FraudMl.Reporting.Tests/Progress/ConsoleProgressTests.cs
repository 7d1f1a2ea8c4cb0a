using System.Globalization;
using System.Text.RegularExpressions;
using FraudMl.Tests;
using Spectre.Console;
using Spectre.Console.Testing;

namespace FraudMl.Reporting.Tests;

public sealed class ConsoleProgressTests
{
    private readonly TestConsole _console = new TestConsole().Width(60);

    [Fact]
    public async Task Each_event_worth_a_line_gets_one_line_however_narrow_the_console()
    {
        string[] lines = await LinesOf("a real experiment");

        lines.Length.ShouldBe(8);
        lines[0].ShouldBe($"{RecordedExperiment.Name}: 1,600 "
            + $"rows, {RecordedExperiment.Data.Train.FraudCount} frauds, Stratified(3, seed 42)");
        // Trials that run side by side end in any order; their numbers stay.
        string[] trials = [.. lines[1..5].Order(StringComparer.Ordinal)];
        trials.Select(line => line[..5]).ShouldBe(["[ 1/4", "[ 2/4", "[ 3/4", "[ 4/4"]);
        trials[0].ShouldMatch(@"^\[ 1/4\] compare .* average_precision 0\.\d{4} ± 0\.\d{4} +\d+\.\d s$");
        trials[3].ShouldMatch(@"random .* (L2|TreeCount) [0-9.]+$");
        lines[5].ShouldMatch(@"^fitting .* on 1,\d{3} rows …$");
        lines[6].ShouldStartWith("fitted on all training rows: #");
        lines[7].ShouldMatch(@"^#\d .* is (not )?better than #\d .* by more than noise \(average_precision ");
    }

    [Fact]
    public async Task One_reason_is_told_once()
    {
        string[] lines = await LinesOf("every trial failed");

        lines[1].ShouldEndWith("failed: The library [liblearn] is missing.");
        lines[2].ShouldEndWith("failed for the same reason");
    }

    [Fact]
    public async Task A_stopped_trial_tells_why() =>
        (await LinesOf("a cancelled trial"))[2].ShouldEndWith("stopped: The time budget is used up.");

    [Fact]
    public async Task Warnings_are_told_as_they_are_written() =>
        (await LinesOf("warnings")).ShouldContain("warning: [red]Observer[/] failed.");

    [Fact]
    public async Task Numbers_are_written_the_same_in_every_culture()
    {
        string[] invariant = await LinesOf("a real experiment");
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",",
                NumberGroupSeparator = "." } };
            (await LinesOf("a real experiment")).ShouldBe(invariant);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task A_small_parameter_is_not_rounded_to_nothing()
    {
        TrialCompleted trial = Sample.Trials(1)[0];
        var tiny = trial with { Trial = trial.Trial with { Parameters = new Dictionary<string, object> { ["L2"] = 0.0000123,
            ["Rate"] = 0.05, ["Count"] = 7, ["None"] = 0.0 } } };

        await new ConsoleProgress(_console).OnEventAsync(tiny, default);

        _console.Output.ShouldEndWith("L2 1.23E-5, Rate 0.05, Count 7, None 0\n");
    }

    [Fact]
    public async Task On_a_terminal_the_bar_reaches_its_end_although_a_trial_failed_and_names_are_no_markup()
    {
        var live = new TestConsole().Interactive().Width(200).EmitAnsiSequences();
        var progress = new ConsoleProgress(live);
        ExperimentEvent[] events = await EventScripts.Of("a failed trial");

        events = [((ExperimentStarted)events[0]) with { PlannedTrialCount = 2 }, .. events[1..]];
        foreach (ExperimentEvent happened in events[..^1]) await progress.OnEventAsync(happened, default);
        while (!live.Output.Contains("100%", StringComparison.Ordinal)) await Task.Delay(20);
        await progress.OnEventAsync(events[^1], default);

        live.Output.ShouldContain("[liblearn]");
    }

    [Fact]
    public async Task A_terminal_of_80_columns_shows_whole_words_and_nothing_of_the_bar()
    {
        var live = new TestConsole().Interactive().Width(80).EmitAnsiSequences();
        var progress = new ConsoleProgress(live);
        ExperimentEvent[] events = await EventScripts.Of("a real experiment");

        foreach (ExperimentEvent happened in events)
        {
            await progress.OnEventAsync(happened, default);

            // The bar is drawn as time goes by: each line is printed over one.
            int drawn = live.Output.Length;
            if (happened is ExperimentStarted or TrialCompleted)
                while (!live.Output[drawn..].Contains('%', StringComparison.Ordinal)) await Task.Delay(20);
        }

        live.Output.ShouldContain("━");
        string[] lines = [.. Screen.Of(live.Output, 80).Where(line => line.Length > 0)];
        lines.ShouldNotContain(line => line.Contains('━') || line.Contains("best so far"));
        string shown = Regex.Replace(string.Join('\n', lines), "\n    ", " ");
        string[] plain = await LinesOf("a real experiment");
        Regex.Replace(shown, " +", " ").Split('\n').ShouldBe(plain.Select(line => Regex.Replace(line, " +", " ")));
    }

    [Fact]
    public async Task Beside_another_live_display_there_are_plain_lines()
    {
        var live = new TestConsole().Interactive().Width(200);
        await live.Progress().StartAsync(async _ =>
        {
            var progress = new ConsoleProgress(live);
            foreach (ExperimentEvent happened in await EventScripts.Of("a failed trial")) await progress.OnEventAsync(happened, default);
        });

        live.Output.ShouldContain("[liblearn]");
    }

    private async Task<string[]> LinesOf(string script)
    {
        int seen = _console.Output.Length;
        var progress = new ConsoleProgress(_console);
        foreach (ExperimentEvent happened in await EventScripts.Of(script)) await progress.OnEventAsync(happened, default);
        return _console.Output[seen..].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
