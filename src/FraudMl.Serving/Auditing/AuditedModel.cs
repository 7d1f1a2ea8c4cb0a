using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>What records say of a model and its inputs; worked out once.</summary>
internal sealed class AuditedModel
{
    private const int LargestNumber = sizeof(long) + 2;

    private static readonly ConditionalWeakTable<FraudModel, AuditedModel> Known = [];

    private readonly SchemaColumn[] _inputs;
    private readonly JsonEncodedText[] _names;
    private readonly byte[][][] _texts;

    private AuditedModel(FraudModel model)
    {
        _inputs = [.. model.Inputs];
        _names = Array.ConvertAll(_inputs, input => JsonEncodedText.Encode(input.Name));
        _texts = Array.ConvertAll(_inputs, input => Array.ConvertAll<string, byte[]>([.. input.Texts ?? []], Encoding.UTF8.GetBytes));
        Digest = DigestOf(model);
    }

    /// <summary>The SHA-256 of the file that <see cref="FraudModel.Save(Stream)"/> writes; null for a model that can't be saved.</summary>
    public string? Digest { get; }

    private static string? DigestOf(FraudModel model)
    {
        try
        {
            using var file = new MemoryStream();
            model.Save(file);
            return Convert.ToHexStringLower(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length)));
        }
        catch (FraudMlException)
        {
            // A step of the application's own that it has not made known to storage: such a model is in memory only.
            return null;
        }
    }

    public static AuditedModel Of(FraudModel model) => Known.GetValue(model, key => new AuditedModel(key));

    /// <summary>Writes the SHA-256 over a row's inputs: kind and value of each in the order of the model's, numbers by their
    /// bits.</summary>
    public void Hash(ScoringSession session, int row, Span<byte> hash)
    {
        Span<byte> buffer = stackalloc byte[512];
        int length = 0;
        byte[]? grown = null;
        for (int input = 0; input < _inputs.Length; input++)
        {
            ReadOnlySpan<byte> text = [];
            bool isText = _inputs[input].Kind == ColumnKind.Text;
            int code = isText ? session.Codes(input)[row] : 0;
            if (isText && code >= 0) text = _texts[input][code];
            int needed = length + LargestNumber + text.Length;
            if (needed > buffer.Length)
            {
                Array.Resize(ref grown, Math.Max(needed, buffer.Length * 2));
                buffer[..length].CopyTo(grown);
                buffer = grown;
            }

            Span<byte> cell = buffer[length..];
            cell[0] = (byte)_inputs[input].Kind;
            switch (_inputs[input].Kind)
            {
                case ColumnKind.Number:
                    float number = session.Numbers(input)[row];
                    BinaryPrimitives.WriteSingleLittleEndian(cell[1..], float.IsNaN(number) ? float.NaN : number);
                    length += 1 + sizeof(float);
                    break;
                case ColumnKind.Text:
                    BinaryPrimitives.WriteInt32LittleEndian(cell[1..], code >= 0 ? text.Length : code);
                    text.CopyTo(cell[5..]);
                    length += 5 + text.Length;
                    break;
                default:
                    BinaryPrimitives.WriteInt64LittleEndian(cell[1..], session.Timestamps(input)[row]);
                    length += 1 + sizeof(long);
                    break;
            }
        }

        SHA256.HashData(buffer[..length], hash);
    }

    /// <summary>Writes a row's inputs as an object: null is missing, false a text that training never saw, times in microseconds.</summary>
    public void WriteInputs(Utf8JsonWriter writer, ScoringSession session, int row)
    {
        writer.WriteStartObject();
        for (int input = 0; input < _inputs.Length; input++)
        {
            writer.WritePropertyName(_names[input]);
            switch (_inputs[input].Kind)
            {
                case ColumnKind.Number:
                    float number = session.Numbers(input)[row];
                    if (!float.IsFinite(number)) writer.WriteNullValue();
                    else if (_inputs[input].Origin == 0) writer.WriteNumberValue(number);
                    else writer.WriteNumberValue(number + _inputs[input].Origin);
                    break;
                case ColumnKind.Text:
                    int code = session.Codes(input)[row];
                    if (code >= 0) writer.WriteStringValue(_texts[input][code]);
                    else if (code == TextDictionary.Missing) writer.WriteNullValue();
                    else writer.WriteBooleanValue(false);
                    break;
                default:
                    long time = session.Timestamps(input)[row];
                    if (time == TimestampColumn.Missing) writer.WriteNullValue();
                    else writer.WriteNumberValue(time);
                    break;
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>Sets a row to what <see cref="WriteInputs"/> wrote; false when an input is not there or of another kind.</summary>
    public bool TryReadInputs(JsonElement inputs, ScoringSession session, int row)
    {
        for (int input = 0; input < _inputs.Length; input++)
        {
            if (!inputs.TryGetProperty(_inputs[input].Name, out JsonElement value)) return false;
            if (value.ValueKind == JsonValueKind.Null) continue;
            switch (_inputs[input].Kind)
            {
                case ColumnKind.Number when value.ValueKind == JsonValueKind.Number:
                    if (_inputs[input].Origin == 0) session.SetNumber(row, input, value.GetSingle());
                    else session.SetNumber(row, input, value.GetDouble());
                    break;
                case ColumnKind.Text when value.ValueKind == JsonValueKind.String:
                    session.SetText(row, input, value.GetString());
                    break;
                case ColumnKind.Text when value.ValueKind == JsonValueKind.False:
                    session.SetText(row, input, "\u0000unknown");
                    break;
                case ColumnKind.Timestamp when value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long time):
                    session.SetTimestamp(row, input, time);
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
