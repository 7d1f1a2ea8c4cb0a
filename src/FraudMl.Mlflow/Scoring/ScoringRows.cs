using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FraudMl.Mlflow;

/// <summary>Writes transactions as JSON: what is missing or no number as null, durations as seconds.</summary>
internal sealed class ScoringRows(JsonSerializerOptions? given)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<JsonSerializerOptions> _options = new(() => Complete(given is null ? Reflected() : new(given)));

    /// <summary>Returns rows as the records of <c>/invocations</c>.</summary>
    public byte[] Records<T>(IEnumerable<T> rows)
        where T : notnull => Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("dataframe_records");
            foreach (T row in rows) WriteRow(writer, row);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    /// <summary>Returns a row as an object without a line break.</summary>
    public byte[] Line<T>(T row)
        where T : notnull => Write(writer => WriteRow(writer, row));

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed)) write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    private void WriteRow<T>(Utf8JsonWriter writer, T row)
        where T : notnull
    {
        switch (row)
        {
            case IEnumerable<KeyValuePair<string, object?>> named:
                writer.WriteStartObject();
                foreach ((string name, object? value) in named)
                {
                    writer.WritePropertyName(name);
                    WriteValue(writer, name, value);
                }

                writer.WriteEndObject();
                break;
            default:
                WriteObject(writer, row);
                break;
        }
    }

    private void WriteObject<T>(Utf8JsonWriter writer, T row)
    {
        JsonTypeInfo type;
        try
        {
            type = _options.Value.GetTypeInfo(row!.GetType());
        }
        catch (NotSupportedException unknown)
        {
            throw MlflowException.Invalid($"Rows of {row!.GetType().Name} can't be written: FraudScoringClientOptions.Json does not know "
                + $"the type ({unknown.Message}). Add it to the context of its TypeInfoResolver.");
        }

        JsonSerializer.Serialize(writer, row, type);
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null or DBNull or double.NaN or float.NaN: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case float number when float.IsFinite(number): writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case ulong number: writer.WriteNumberValue(number); break;
            case sbyte or byte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case DateTime time: writer.WriteStringValue(time); break;
            case DateTimeOffset time: writer.WriteStringValue(time); break;
            case TimeSpan span: writer.WriteNumberValue(span.TotalSeconds); break;
            case DateOnly date: writer.WriteStringValue(date.ToString("O", CultureInfo.InvariantCulture)); break;
            case JsonElement json: json.WriteTo(writer); break;
            case Enum or char: writer.WriteStringValue(value.ToString()); break;
            case IFormattable other and not (double or float):
                writer.WriteStringValue(other.ToString(format: null, CultureInfo.InvariantCulture));
                break;
            default:
                throw MlflowException.Invalid($"Column '{name}' must be a finite number, a text, a time, true, false or null. It is "
                    + (value is double or float ? "not finite." : $"a {value.GetType().Name}."));
        }
    }

    private static JsonSerializerOptions Complete(JsonSerializerOptions options)
    {
        options.Converters.Add(new FiniteDouble());
        options.Converters.Add(new FiniteSingle());
        options.Converters.Add(new Seconds());
        return options;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where reflection is on; else the options must say how.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where reflection is on; else the options must say how.")]
    private static JsonSerializerOptions Reflected() => JsonSerializer.IsReflectionEnabledByDefault
        ? new(JsonSerializerOptions.Default) { Converters = { new JsonStringEnumConverter() } }
        : throw MlflowException.Invalid("This app is published without reflection over JSON: say how rows are written with "
            + "FraudScoringClientOptions.Json, as in new() { TypeInfoResolver = RowsJson.Default }, or give values by name.");

    private sealed class FiniteDouble : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsNaN(value)) writer.WriteNullValue();
            else writer.WriteNumberValue(value);
        }
    }

    private sealed class FiniteSingle : JsonConverter<float>
    {
        public override float Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetSingle();

        public override void Write(Utf8JsonWriter writer, float value, JsonSerializerOptions options)
        {
            if (float.IsNaN(value)) writer.WriteNullValue();
            else writer.WriteNumberValue(value);
        }
    }

    private sealed class Seconds : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TimeSpan.FromSeconds(reader.GetDouble());

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.TotalSeconds);
    }
}
