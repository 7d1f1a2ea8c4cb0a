using System.Buffers;
using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FraudMl.Mlflow;

/// <summary>
/// Reads a request as MLflow's server does: unknown fields are skipped, camel case is understood, texts of digits are numbers, and at
/// the first value of a wrong type reading stops and keeps what came before.
/// </summary>
internal static class ProtoJson
{
    private const int MostItems = 10_000;

    private static readonly ConcurrentDictionary<Type, MessageFields> _fields = new();

    /// <summary>Returns the request, and whether every value had the right type.</summary>
    public static (T Request, bool IsTyped) Read<T>(JsonElement json)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        bool isTyped;
        using (var writer = new Utf8JsonWriter(buffer))
            isTyped = WriteMessage(json, typeof(T), writer);
        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return (JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T>)MlflowJson.Options.GetTypeInfo(typeof(T)))!, isTyped);
    }

    /// <summary>Returns the number, or <see langword="null"/> when the value is none or does not fit a double.</summary>
    public static double? NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.GetDouble() is var number && double.IsFinite(number) => number,
        JsonValueKind.String => TextNumber(value.GetString()!),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => null,
    };

    /// <summary>Returns the number, or <see langword="null"/> when the value is none, or none without a fraction.</summary>
    public static long? WholeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => FieldRule.WholeOf(value),
        JsonValueKind.Number when value.TryGetInt64(out long whole) => whole,
        JsonValueKind.Number when value.GetDouble() is var number && number == Math.Floor(number) => FieldRule.WholeOf(value),
        _ => null,
    };

    private static double? TextNumber(string text) => text switch
    {
        "NaN" or "nan" => double.NaN,
        "Infinity" or "inf" => double.PositiveInfinity,
        "-Infinity" or "-inf" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number : null,
    };

    private static bool WriteMessage(JsonElement json, Type type, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        bool isTyped = json.ValueKind == JsonValueKind.Object && WriteFields(json, type, writer);
        writer.WriteEndObject();
        return isTyped;
    }

    private static bool WriteFields(JsonElement json, Type type, Utf8JsonWriter writer)
    {
        MessageFields fields = _fields.GetOrAdd(type, static type => new MessageFields(type));
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Null || fields.Find(property) is not { } field)
                continue;
            if (!Write(property.Value, field.PropertyType, field.Name, writer))
                return false;
        }

        return true;
    }

    private static bool Write(JsonElement value, Type type, string? name, Utf8JsonWriter writer)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return value.ValueKind == JsonValueKind.String && Raw(value, name, writer);
        if (type == typeof(bool))
            return value.ValueKind is JsonValueKind.True or JsonValueKind.False && Raw(value, name, writer);
        if (type == typeof(long) || type == typeof(int))
            return WriteWhole(value, type, name, writer);
        if (type == typeof(double))
            return WriteNumber(value, name, writer);
        if (type.IsEnum)
            return IsMember(value, type) && Raw(value, name, writer);
        if (typeof(IEnumerable).IsAssignableFrom(type))
            return WriteList(value, type.GetGenericArguments()[0], name!, writer);
        Name(name, writer);
        return WriteMessage(value, type, writer);
    }

    private static bool WriteWhole(JsonElement value, Type type, string? name, Utf8JsonWriter writer)
    {
        if (WholeOf(value) is not { } whole || type == typeof(int) && whole is < int.MinValue or > int.MaxValue)
            return false;
        Name(name, writer);
        writer.WriteNumberValue(whole);
        return true;
    }

    private static bool WriteNumber(JsonElement value, string? name, Utf8JsonWriter writer)
    {
        if (NumberOf(value) is not { } number)
            return false;
        Name(name, writer);
        if (value.ValueKind == JsonValueKind.Number)
            value.WriteTo(writer);
        else if (double.IsFinite(number))
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    private static bool WriteList(JsonElement list, Type item, string name, Utf8JsonWriter writer)
    {
        if (list.ValueKind != JsonValueKind.Array)
            return false;
        if (list.GetArrayLength() > MostItems)
        {
            throw new MlflowException(
                MlflowErrorCodes.InvalidParameterValue,
                $"The list '{name}' has {list.GetArrayLength()} items; a request may have {MostItems}. Send them in parts.");
        }

        writer.WriteStartArray(name);
        bool isTyped = true;
        foreach (JsonElement value in list.EnumerateArray())
        {
            isTyped = value.ValueKind != JsonValueKind.Null && Write(value, item, name: null, writer);
            if (!isTyped)
                break;
        }

        writer.WriteEndArray();
        return isTyped;
    }

    private static bool Raw(JsonElement value, string? name, Utf8JsonWriter writer)
    {
        Name(name, writer);
        value.WriteTo(writer);
        return true;
    }

    private static void Name(string? name, Utf8JsonWriter writer)
    {
        if (name is not null)
            writer.WritePropertyName(name);
    }

    private static bool IsMember(JsonElement value, Type type)
    {
        try
        {
            return value.Deserialize(MlflowJson.Options.GetTypeInfo(type)) is { } member && Enum.IsDefined(type, member);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
