using Spectre.Console;

namespace FraudMl.Reporting;

/// <summary>Shows an experiment's progress on the console: a live bar on a terminal, plain lines where the output is redirected.</summary>
public sealed class ConsoleProgress : IExperimentObserver
{
    private readonly IAnsiConsole _console;
    private readonly ProgressText _text = new();
    private LiveBar? _bar;

    /// <summary>Creates the progress display.</summary>
    /// <param name="console">Where it is shown. Default: the process's console.</param>
    public ConsoleProgress(IAnsiConsole? console = null) => _console = console ?? AnsiConsole.Console;

    /// <inheritdoc/>
    public async ValueTask OnEventAsync(ExperimentEvent experimentEvent, CancellationToken cancellationToken)
    {
        if (experimentEvent is ExperimentStarted started && _console.Profile.Capabilities.Interactive)
            _bar = new LiveBar(_console, started);
        _bar?.Advance(experimentEvent, _text);
        if (_text.LineOf(experimentEvent) is { } line) Print(line);
        if (experimentEvent is ExperimentCompleted or ExperimentFailed or ExperimentCancelled && _bar is { } bar)
        {
            _bar = null;
            await bar.EndAsync().ConfigureAwait(false);
        }
    }

    // A redirected console has no width: a line stays one line there.
    private void Print(string line)
    {
        if (_bar is not null) _console.WriteLine(line);
        else _console.Profile.Out.Writer.WriteLine(line);
    }
}
