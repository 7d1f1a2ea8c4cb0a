using System.Text.Json;

namespace FraudMl.Tracking;

/// <summary>A few rows in the form that MLflow keeps beside a model.</summary>
internal sealed class InputExample
{
    private readonly FraudModel _model;
    private readonly Dataset _rows;

    private InputExample(FraudModel model, Dataset rows) => (_model, _rows) = (model, rows);

    public static InputExample Of(FraudModel model, Dataset data, int rowCount) =>
        new(model, data.Take([.. Enumerable.Range(0, Math.Min(rowCount, data.RowCount))]));

    public byte[] ToJson() => Write(WriteSplit);

    public byte[] ToServingJson() => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("dataframe_split");
        WriteSplit(writer);
        writer.WriteEndObject();
    });

    private void WriteSplit(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("columns");
        foreach (SchemaColumn input in _model.Inputs) writer.WriteStringValue(input.Name);
        writer.WriteEndArray();
        writer.WriteStartArray("data");
        for (int row = 0; row < _rows.RowCount; row++)
        {
            writer.WriteStartArray();
            foreach (SchemaColumn input in _model.Inputs) WriteValue(writer, _rows[input.Name], row);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, DataColumn column, int row)
    {
        switch (column)
        {
            case NumberColumn times when times.Origin != 0 && double.IsFinite(times.Exact(row)):
                writer.WriteNumberValue(times.Exact(row));
                break;
            case NumberColumn numbers when float.IsFinite(numbers.Values[row]):
                writer.WriteNumberValue(numbers.Values[row]);
                break;
            case TextColumn texts when texts.Codes[row] >= 0:
                writer.WriteStringValue(texts.Dictionary.Texts[texts.Codes[row]]);
                break;
            case TextColumn:
                // ONNX Runtime takes no null among strings; the graph reads the empty one as missing.
                writer.WriteStringValue("");
                break;
            case TimestampColumn times:
                // Missing is a number of its own: MLflow takes no null for integers.
                writer.WriteNumberValue(times.Values[row]);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) write(writer);
        return stream.ToArray();
    }
}
