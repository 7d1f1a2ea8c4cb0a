using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spectre.Console;

namespace FraudMl.Reporting;

/// <summary>Shows what a script found: a short form on the terminal, and with <c>--html FILE</c> a page, with <c>--ipynb FILE</c> a Jupyter
/// notebook of every cell with its code and its outputs.</summary>
/// <remarks>
/// Cells begin at lines <c>// %% Title</c> and <c>// %% [markdown]</c>. What is printed goes to the cell that printed it. A script that
/// throws, or is interrupted, leaves what it had, with the error in its cell. Files hold no path of the machine, load nothing and need no
/// script.
/// FraudMl.Sdk starts the recording of a single-file app and imports these methods; another program calls <see cref="Start"/> first.
/// <c>--databricks FILE</c> runs nothing: it writes the script as a notebook for Databricks and ends.
/// </remarks>
public static class Notebook
{
    private static readonly Lock Starting = new();
    private static readonly List<PosixSignalRegistration> Signals = [];
    private static NotebookRecording? _recording;
    private static TextWriter? _console;
    private static bool _started;

    /// <summary>Begins to record, if the command line asks for a file. Ends the process with exit code 2 when a file can't be
    /// written.</summary>
    /// <param name="script">The script's source file. Default: that of a single-file app, else the caller's.</param>
    public static void Start([CallerFilePath] string script = "")
    {
        lock (Starting)
        {
            if (_started) return;
            _started = true;
            try
            {
                IReadOnlyList<NotebookTarget> targets = NotebookTarget.In(Environment.GetCommandLineArgs());
                if (targets.Count > 0) Record(AppContext.GetData("EntryPointFilePath") as string ?? script, targets);
            }
            catch (Exception problem) when (problem is FraudMlException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"error: {problem.Message}");
                Environment.Exit(2);
            }
        }
    }

    /// <summary>Shows what a dataset is, and its first rows; values of keys are hidden.</summary>
    /// <param name="data">The dataset.</param>
    /// <param name="rows">How many rows are shown, 0 for none. Default 5. What they hold is in the files that are written.</param>
    /// <param name="line">The line of the call.</param>
    /// <param name="file">The source file of the call.</param>
    public static void Show(Dataset data, int rows = 5, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Add(ShownValues.Of(data, rows), line, file);

    /// <summary>Shows a dataset's profile: what is worth a look, its columns, frauds over time.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="line">The line of the call.</param>
    /// <param name="file">The source file of the call.</param>
    public static void Show(DatasetProfile profile, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Add(ShownValues.Of(profile), line, file);

    /// <summary>Shows a column: how values lie in each class, and the fraud rate by value.</summary>
    /// <param name="column">A column of a profile.</param>
    /// <param name="line">The line of the call.</param>
    /// <param name="file">The source file of the call.</param>
    public static void Show(ColumnProfile column, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Add(ShownValues.Of(column), line, file);

    /// <summary>Shows an experiment: leaderboard, trials, curves, searches, and the winner on test data.</summary>
    /// <param name="result">The experiment's result.</param>
    /// <param name="line">The line of the call.</param>
    /// <param name="file">The source file of the call.</param>
    public static void Show(IExperimentResult result, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Add(ShownValues.Of(result), line, file);

    /// <summary>Shows a leaderboard.</summary>
    /// <param name="board">The leaderboard.</param>
    /// <param name="line">The line of the call.</param>
    /// <param name="file">The source file of the call.</param>
    public static void Show(Leaderboard board, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Add([ShownValues.Of(board)], line, file);

    /// <summary>Shows an evaluation: metrics with intervals, decisions, curves, costs.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="line">The line of the call.</param>
    /// <param name="file">The source file of the call.</param>
    public static void Show(Evaluation evaluation, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Add(ShownValues.Of(evaluation), line, file);

    /// <summary>Shows a report of drift.</summary>
    /// <param name="report">The report.</param>
    /// <param name="line">The line of the call.</param>
    /// <param name="file">The source file of the call.</param>
    public static void Show(DriftReport report, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Add([ShownValues.Of(report)], line, file);

    /// <summary>Shows a chart, such as those of <see cref="StudyCharts"/>.</summary>
    /// <param name="chart">A PNG file.</param>
    /// <param name="title">What it shows. Default: the expression that made it.</param>
    /// <param name="line">The line of the call.</param>
    /// <param name="file">The source file of the call.</param>
    /// <exception cref="FraudMlException">Thrown when the bytes are no PNG file.</exception>
    public static void Show(byte[] chart, [CallerArgumentExpression(nameof(chart))] string title = "", [CallerLineNumber] int line = 0,
        [CallerFilePath] string file = "") => Add([new($"[chart: {title}]", Png: Png.Checked(chart))], line, file);

    /// <summary>Shows a chart of ScottPlot as a picture of 900 × 600 pixels.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="title">What it shows. Default: the expression that made it.</param>
    /// <param name="line">The line of the call.</param>
    /// <param name="file">The source file of the call.</param>
    public static void Show(ScottPlot.Plot chart, [CallerArgumentExpression(nameof(chart))] string title = "",
        [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Add([new($"[chart: {title}]", Png: Chart.ToPng(chart))], line, file);

    /// <summary>Shows a table with a column for each public property of its rows, 200 rows at most.</summary>
    /// <typeparam name="T">What a row is.</typeparam>
    /// <param name="rows">The rows: records, tuples, anonymous objects, numbers or texts.</param>
    /// <param name="title">What they are. Default none.</param>
    /// <param name="line">The line of the call.</param>
    /// <param name="file">The source file of the call.</param>
    public static void Show<T>(IEnumerable<T> rows, string title = "", [CallerLineNumber] int line = 0,
        [CallerFilePath] string file = "")
    {
        var table = ShownTable.Of(title, rows);
        Add([new(table.ToString(), table.ToHtml())], line, file);
    }

    /// <summary>Shows a text as it is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="line">The line of the call.</param>
    /// <param name="file">The source file of the call.</param>
    public static void Show(string text, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Add([new(text)], line, file);

    /// <summary>Shows anything else as its text.</summary>
    /// <param name="value">The value.</param>
    /// <param name="line">The line of the call.</param>
    /// <param name="file">The source file of the call.</param>
    public static void Show(object? value, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Add([new(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null")], line, file);

    /// <summary>Shows a text in Markdown, such as findings with their figures.</summary>
    /// <param name="markdown">The text; HTML in it is shown as text.</param>
    /// <param name="line">The line of the call.</param>
    /// <param name="file">The source file of the call.</param>
    public static void ShowMarkdown(string markdown, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Add([new(markdown, MarkdownText.ToHtml(markdown), Markdown: markdown)], line, file);

    private static void Add(IEnumerable<ShownOutput> outputs, int line, string file)
    {
        foreach (ShownOutput output in outputs)
        {
            (_console ?? Console.Out).WriteLine(output.Text);
            _recording?.Show(file, line, output);
        }
    }

    private static void Record(string script, IReadOnlyList<NotebookTarget> targets)
    {
        var recording = new NotebookRecording(NotebookScript.Read(script), targets);

        // What can't be written is told now, not after the training.
        recording.Write();
        if (targets.All(target => target.Option == NotebookTarget.Databricks)) Environment.Exit(0);
        _recording = recording;
        _console = Console.Out;
        Console.SetOut(new RecordedConsole(Console.Out, recording, isError: false));
        Console.SetError(new RecordedConsole(Console.Error, recording, isError: true));

        // A bar that moves is no output of a cell.
        AnsiConsole.Console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(Console.Out),
        });
        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
        {
            if (unhandled.ExceptionObject is Exception exception) recording.Fail(exception);
            Close(recording);
        };
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Close(recording);
        foreach (PosixSignal signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
            Signals.Add(PosixSignalRegistration.Create(signal, _ => Close(recording)));
    }

    private static void Close(NotebookRecording recording)
    {
        try
        {
            recording.Write();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _console?.WriteLine($"error: the notebook was not written: {problem.Message}");
            Environment.ExitCode = 2;
        }
    }
}
