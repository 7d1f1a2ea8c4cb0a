using System.Text;

namespace FraudMl.Reporting;

/// <summary>Prints as before, and records what is printed.</summary>
internal sealed class RecordedConsole(TextWriter console, NotebookRecording recording, bool isError) : TextWriter
{
    public override Encoding Encoding => console.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string? value)
    {
        if (value is null) return;
        console.Write(value);
        recording.Print(value, isError);
    }

    // In one piece: the place in the script is looked up once.
    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Flush() => console.Flush();
}
