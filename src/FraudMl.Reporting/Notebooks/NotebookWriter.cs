using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FraudMl.Reporting;

/// <summary>Writes the cells of a notebook in nbformat 4.5.</summary>
internal sealed class NotebookWriter : IDisposable
{
    private readonly MemoryStream _file = new();
    private readonly Utf8JsonWriter _json;
    private int _cellCount, _executionCount;

    public NotebookWriter()
    {
        _json = new(_file, new()
        {
            Indented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
        _json.WriteStartObject();
        _json.WriteStartArray("cells");
    }

    /// <summary>Adds a cell of text.</summary>
    public void Markdown(string source)
    {
        Begin("markdown");
        End(source);
    }

    /// <summary>Adds a cell of code; without outputs it is one that has not run.</summary>
    public void Code(string source, IReadOnlyList<CellOutput>? outputs = null)
    {
        Begin("code");
        if (outputs is null) _json.WriteNull("execution_count");
        else _json.WriteNumber("execution_count", ++_executionCount);
        _json.WriteStartArray("outputs");
        foreach (CellOutput output in outputs ?? []) Write(output);
        _json.WriteEndArray();
        End(source);
    }

    /// <summary>Ends the notebook and returns it.</summary>
    /// <param name="metadata">What stands in its metadata: objects of texts.</param>
    public string ToJson(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> metadata)
    {
        _json.WriteEndArray();
        _json.WriteStartObject("metadata");
        foreach ((string name, IReadOnlyDictionary<string, string> values) in metadata)
        {
            _json.WriteStartObject(name);
            foreach ((string key, string value) in values) _json.WriteString(key, value);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        _json.WriteNumber("nbformat", 4);
        _json.WriteNumber("nbformat_minor", 5);
        _json.WriteEndObject();
        _json.Flush();
        return Encoding.UTF8.GetString(_file.GetBuffer(), 0, (int)_file.Length) + "\n";
    }

    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }

    private void Begin(string kind)
    {
        _json.WriteStartObject();
        _json.WriteString("cell_type", kind);
        _json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"cell-{++_cellCount:000}"));
        _json.WriteStartObject("metadata");
        _json.WriteEndObject();
    }

    private void End(string source)
    {
        Lines("source", source);
        _json.WriteEndObject();
    }

    private void Write(CellOutput output)
    {
        _json.WriteStartObject();
        switch (output)
        {
            case PrintedOutput printed:
                _json.WriteString("output_type", "stream");
                _json.WriteString("name", printed.IsError ? "stderr" : "stdout");
                Lines("text", printed.Text);
                break;
            case ShownOutput shown:
                _json.WriteString("output_type", "display_data");
                _json.WriteStartObject("data");
                if (shown.Png is { } png) _json.WriteString("image/png", Convert.ToBase64String(png));
                if (shown.Html is { } html) Lines("text/html", html);
                if (shown.Markdown is { } markdown) Lines("text/markdown", markdown);
                Lines("text/plain", shown.Text);
                _json.WriteEndObject();
                _json.WriteStartObject("metadata");
                _json.WriteEndObject();
                break;
            case ErrorOutput error:
                _json.WriteString("output_type", "error");
                _json.WriteString("ename", error.Name);
                _json.WriteString("evalue", error.Message);
                _json.WriteStartArray("traceback");
                foreach (string line in error.Trace.Prepend($"{error.Name}: {error.Message}")) _json.WriteStringValue(line);
                _json.WriteEndArray();
                break;
        }

        _json.WriteEndObject();
    }

    private void Lines(string name, string text)
    {
        _json.WriteStartArray(name);
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            _json.WriteStringValue(text.AsSpan(start, end - start));
            start = end;
        }

        _json.WriteEndArray();
    }
}
