using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>
/// Expressions over rows as JSON: a number, <c>{"column": "Amount"}</c>, <c>{"text": "Channel", "is": "web"}</c>, or a function of others,
/// <c>{"Log": [{"Add": [1, {"column": "Amount"}]}]}</c>.
/// </summary>
internal sealed class ExpressionConverter : JsonConverter<DerivedNode>
{
    private const string Column = "column", Text = "text", Is = "is";

    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(DerivedNode));

    public override DerivedNode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (!JsonDocument.TryParseValue(ref reader, out JsonDocument? document)) throw new JsonException();
        using (document) return Node(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, DerivedNode value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case DerivedNumber { Value: var number } when float.IsFinite(number): writer.WriteNumberValue(number); break;
            case DerivedNumber number: writer.WriteStringValue(number.ToString()); break;
            case DerivedColumn column:
                writer.WriteStartObject();
                writer.WriteString(Column, column.Name);
                writer.WriteEndObject();
                break;
            case DerivedTextTest test:
                writer.WriteStartObject();
                writer.WriteString(Text, test.Name);
                writer.WriteString(Is, test.Text);
                writer.WriteEndObject();
                break;
            case DerivedCall call:
                writer.WriteStartObject();
                writer.WriteStartArray(call.Function.ToString());
                foreach (DerivedNode argument in call.Arguments) Write(writer, argument, options);
                writer.WriteEndArray();
                writer.WriteEndObject();
                break;
        }
    }

    private static DerivedNode Node(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Number: return new DerivedNumber(json.GetSingle());
            case JsonValueKind.String: return new DerivedNumber(NotFinite(json.GetString()!));
            case not JsonValueKind.Object: throw new JsonException($"An expression can't be {json.ValueKind}.");
        }

        JsonProperty[] properties = [.. json.EnumerateObject()];
        return properties switch
        {
            [{ Name: Column, Value.ValueKind: JsonValueKind.String } column] => new DerivedColumn(column.Value.GetString()!),
            [{ Name: Text, Value.ValueKind: JsonValueKind.String } text, { Name: Is,
                Value.ValueKind: JsonValueKind.String or JsonValueKind.Null } value] =>
                new DerivedTextTest(text.Value.GetString()!, value.Value.GetString()),
            [{ Value.ValueKind: JsonValueKind.Array } call] => Call(call),
            _ => throw new JsonException("An expression is a number, a column, a test of a text or a function of others."),
        };
    }

    private static DerivedCall Call(JsonProperty call)
    {
        if (!Enum.TryParse(call.Name, out DerivedFunction function) || function.ToString() != call.Name)
            throw new JsonException($"There is no function '{call.Name}'.");
        DerivedNode[] arguments = [.. call.Value.EnumerateArray().Select(Node)];
        return arguments.Length == function.ArgumentCount()
            ? new DerivedCall(function, arguments)
            : throw new JsonException($"{function} takes {function.ArgumentCount()} arguments. Got {arguments.Length} instead.");
    }

    private static float NotFinite(string word) => word switch
    {
        "NaN" => float.NaN,
        "Infinity" => float.PositiveInfinity,
        "-Infinity" => float.NegativeInfinity,
        _ => throw new JsonException("A number that is a text must be NaN, Infinity or -Infinity."),
    };
}
