using System.Globalization;
using System.Text.Json;

namespace FraudMl.Mlflow;

/// <summary>
/// What a server asks of a field; those after <see cref="Required"/> are asked only of bodies that don't fit the types of the request.
/// </summary>
[Flags]
internal enum FieldRules
{
    None = 0,
    Required = 1,
    Text = 2,
    Whole = 4,
    Number = 8,
    Flag = 16,
    List = 32,
    Texts = 64,
}

/// <summary>The rules for one field of a request, and MLflow's words for what breaks them.</summary>
internal sealed record FieldRule(string Name, FieldRules Rules)
{
    private const string Advice = " See the API docs for more information about request parameters.";

    /// <summary>The greatest allowed number.</summary>
    public long? AtMost { get; init; }

    /// <summary>Fields that every item of the list has.</summary>
    public string[] ItemFields { get; init; } = [];

    /// <summary>Refuses a request whose field breaks a rule.</summary>
    /// <param name="fields">The request.</param>
    /// <param name="isTyped">Whether every field has the type it should have.</param>
    public void Check(JsonElement fields, bool isTyped)
    {
        JsonElement value = Find(fields);
        bool isMissing = value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
        if (Rules.HasFlag(FieldRules.Required) && (isMissing || value.ValueKind == JsonValueKind.String && value.ValueEquals("")))
            throw Missing(Name);
        // A null where there must be a list of complete items is more than nothing said.
        if (ItemFields.Length > 0 && value.ValueKind == JsonValueKind.Null)
            throw Invalid(value);
        if (isMissing)
            return;
        if (!isTyped && !HasType(value))
            throw Invalid(value);
        if (AtMost is { } most && WholeOf(value) > most)
            throw Invalid(value);
        if (ItemFields.Length > 0 && value.ValueKind == JsonValueKind.Array)
            CheckItems(value);
    }

    internal static MlflowException Missing(string name) =>
        new(MlflowErrorCodes.InvalidParameterValue, $"Missing value for required parameter '{name}'.{Advice}");

    /// <summary>Returns the whole number, cut at the point, that Python would make of the value.</summary>
    internal static long? WholeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out long whole) => whole,
        JsonValueKind.Number when value.GetDouble() is var number && Math.Abs(number) < 9e18 => (long)number,
        JsonValueKind.String when long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out long whole) => whole,
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => null,
    };

    private JsonElement Find(JsonElement fields)
    {
        bool isFound = fields.TryGetProperty(Name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;
        // The older name of the same field.
        if (!isFound && Name == "run_id")
            fields.TryGetProperty("run_uuid", out value);
        return value;
    }

    private bool HasType(JsonElement value)
    {
        if (Rules.HasFlag(FieldRules.Text))
            return value.ValueKind == JsonValueKind.String;
        if (Rules.HasFlag(FieldRules.Whole))
            return WholeOf(value) is not null || value.ValueKind == JsonValueKind.Number;
        if (Rules.HasFlag(FieldRules.Number))
            return ProtoJson.NumberOf(value) is not null || value.ValueKind == JsonValueKind.Number;
        if (Rules.HasFlag(FieldRules.Flag))
            return value.ValueKind is JsonValueKind.True or JsonValueKind.False;
        if (Rules.HasFlag(FieldRules.List))
        {
            return value.ValueKind == JsonValueKind.Array
                && (!Rules.HasFlag(FieldRules.Texts) || value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String));
        }

        return true;
    }

    private void CheckItems(JsonElement list)
    {
        int index = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            foreach (string field in ItemFields)
            {
                bool isThere = item.ValueKind == JsonValueKind.Object && item.TryGetProperty(field, out JsonElement value)
                    && value.ValueKind != JsonValueKind.Null;
                if (!isThere)
                    throw Missing(string.Create(CultureInfo.InvariantCulture, $"{Name}[{index}].{field}"));
            }

            index++;
        }
    }

    private MlflowException Invalid(JsonElement value)
    {
        string type = value.ValueKind switch
        {
            JsonValueKind.String => "str",
            JsonValueKind.Array => "list",
            JsonValueKind.Object => "dict",
            JsonValueKind.Null => "NoneType",
            JsonValueKind.True or JsonValueKind.False => "bool",
            _ => value.TryGetInt64(out _) ? "int" : "float",
        };
        return new MlflowException(
            MlflowErrorCodes.InvalidParameterValue,
            $"Invalid value {value.GetRawText()} for parameter '{Name}' supplied:  Hint: Value was of type '{type}'.{Advice}");
    }
}
