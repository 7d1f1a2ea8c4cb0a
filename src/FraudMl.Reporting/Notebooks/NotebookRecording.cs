using System.Diagnostics;
using System.Text.RegularExpressions;

namespace FraudMl.Reporting;

/// <summary>What the cells of a running script have left so far. Thread-safe.</summary>
internal sealed partial class NotebookRecording(NotebookScript script, IReadOnlyList<NotebookTarget> targets)
{
    private readonly Lock _lock = new();
    private readonly List<CellOutput>[] _outputs = [.. script.Cells.Select(_ => new List<CellOutput>())];
    private int _cell;

    /// <value>The outputs of each cell.</value>
    public IReadOnlyList<IReadOnlyList<CellOutput>> Outputs => _outputs;

    /// <summary>Adds what was shown at a line of the script.</summary>
    /// <param name="file">The source file of the call.</param>
    /// <param name="line">Its line; of another file, it doesn't count.</param>
    /// <param name="output">What was shown.</param>
    public void Show(string file, int line, ShownOutput output)
    {
        int? at = LineOf(new StackTrace(1, fNeedFileInfo: true)) ?? (IsScript(file) ? line : null);
        lock (_lock) Add(at, output);
    }

    /// <summary>Adds printed text to the cell that printed it; what another thread prints, to the cell that was last heard of.</summary>
    public void Print(string text, bool isError)
    {
        text = Escape().Replace(text, "").ReplaceLineEndings("\n");
        if (text.Length == 0) return;
        int? at = LineOf(new StackTrace(1, fNeedFileInfo: true));
        lock (_lock)
        {
            if (at is { } line) _cell = script.CellAt(line);
            List<CellOutput> outputs = _outputs[_cell];
            if (outputs is [.., PrintedOutput last] && last.IsError == isError) outputs[^1] = last with { Text = last.Text + text };
            else outputs.Add(new PrintedOutput(text, isError));
        }
    }

    /// <summary>Adds the exception that ends the script to the cell it came from.</summary>
    public void Fail(Exception exception)
    {
        StackFrame[] frames = [.. new StackTrace(exception, fNeedFileInfo: true).GetFrames().Where(frame => IsScript(frame.GetFileName()))];
        string name = Path.GetFileName(script.Path);
        int? at = frames.Length > 0 ? frames[^1].GetFileLineNumber() : null;
        lock (_lock)
        {
            Add(at, new ErrorOutput(exception.GetType().Name, exception.Message,
                [.. frames.Select(frame => Chart.Text($"at {name}, line {frame.GetFileLineNumber()}"))]));
        }
    }

    /// <summary>Writes every file.</summary>
    public void Write()
    {
        lock (_lock)
        {
            foreach (NotebookTarget target in targets)
            {
                if (Path.GetDirectoryName(target.Path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
                File.WriteAllText(target.Path, target.Option switch
                {
                    NotebookTarget.Html => NotebookPage.Of(script, _outputs),
                    NotebookTarget.Jupyter => JupyterFile.Of(script, _outputs),
                    _ => DatabricksFile.Of(script),
                });
            }
        }
    }

    private void Add(int? line, CellOutput output)
    {
        if (line is { } there) _cell = script.CellAt(there);
        _outputs[_cell].Add(output);
    }

    // The program itself is the outermost code of the script: a function that it calls may stand in another cell.
    private int? LineOf(StackTrace trace)
    {
        for (int i = trace.FrameCount - 1; i >= 0; i--)
        {
            StackFrame frame = trace.GetFrame(i)!;
            if (IsScript(frame.GetFileName()) && IsProgram(frame)) return frame.GetFileLineNumber();
        }

        return null;
    }

    private static bool IsProgram(StackFrame frame) =>
        DiagnosticMethodInfo.Create(frame) is { } method && (method.Name is "<Main>$" or "Main"
            || method.DeclaringTypeName.Contains("<<Main>$>d", StringComparison.Ordinal)
            || method.DeclaringTypeName.Contains("<Main>d", StringComparison.Ordinal));

    private bool IsScript(string? file) => string.Equals(file, script.Path, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escape();
}
