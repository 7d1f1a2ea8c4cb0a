using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FraudMl.Mlflow;

/// <summary>JSON with Python's spaces, as MLflow keeps it in tags: filters compare the text.</summary>
internal static class PythonJson
{
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    private static void Write(JsonNode? node, StringBuilder text)
    {
        switch (node)
        {
            case JsonObject fields:
                text.Append('{');
                WriteAll(fields, text, pair =>
                {
                    text.Append(Quote(pair.Key)).Append(": ");
                    Write(pair.Value, text);
                });
                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                WriteAll(items, text, item => Write(item, text));
                text.Append(']');
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                text.Append(Quote(value.GetValue<string>()));
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void WriteAll<T>(IEnumerable<T> items, StringBuilder text, Action<T> write)
    {
        int count = 0;
        foreach (T item in items)
        {
            if (count++ > 0)
                text.Append(", ");
            write(item);
        }
    }

    /// <summary>Escapes what Python escapes: quotes, backslashes, control characters, and all that is not ASCII.</summary>
    private static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\n' => text.Append(@"\n"),
                '\r' => text.Append(@"\r"),
                '\t' => text.Append(@"\t"),
                '\b' => text.Append(@"\b"),
                '\f' => text.Append(@"\f"),
                < ' ' or > '~' => text.Append(System.Globalization.CultureInfo.InvariantCulture, $@"\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }
}
