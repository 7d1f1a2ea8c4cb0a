using Spectre.Console;

namespace FraudMl.Reporting;

/// <summary>Shows experiments' progress on the console, one after the other: a live bar on a terminal, plain lines where the
/// output is redirected.</summary>
public sealed class ConsoleProgress : IExperimentObserver
{
    private readonly IAnsiConsole _console;
    private ProgressText _text = new();
    private LiveBar? _bar;

    /// <summary>Creates the progress display.</summary>
    /// <param name="console">Where it is shown. Default: the process's console.</param>
    public ConsoleProgress(IAnsiConsole? console = null) => _console = console ?? AnsiConsole.Console;

    /// <inheritdoc/>
    public async ValueTask OnEventAsync(ExperimentEvent experimentEvent, CancellationToken cancellationToken)
    {
        if (experimentEvent is ExperimentStarted started)
        {
            await EndBarAsync().ConfigureAwait(false);
            _text = new ProgressText();
            if (_console.Profile.Capabilities.Interactive) _bar = await LiveBar.StartAsync(_console, started).ConfigureAwait(false);
        }

        string? line = _text.LineOf(experimentEvent);
        _bar?.Advance(experimentEvent, _text.Status);
        if (line is not null) Print(line);
        if (experimentEvent is ExperimentCompleted or ExperimentFailed or ExperimentCancelled) await EndBarAsync().ConfigureAwait(false);
    }

    // A redirected console has no width: a line stays one line there.
    private void Print(string line)
    {
        if (_bar is not null) _console.Write(new PrintedLine(line));
        else _console.Profile.Out.Writer.WriteLine(line);
    }

    private async Task EndBarAsync()
    {
        if (_bar is not { } bar) return;
        _bar = null;
        await bar.EndAsync().ConfigureAwait(false);
    }

    /// <summary>Returns what it does.</summary>
    public override string ToString() => "prints progress to the console";
}
