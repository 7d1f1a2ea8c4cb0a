using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FraudMl;

/// <summary>Writes every option of a record, and reads them back.</summary>
internal static class OptionsJson
{
    /// <summary>How deep expressions may nest.</summary>
    public const int MaxDepth = 1000;

    private const string Marked = "Write and Read, which alone lead here, are marked.";

    private static JsonSerializerOptions? _json;

    // Made when first asked for: the constructor of the class would carry reflection into trimmed apps.
    [RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
    private static JsonSerializerOptions Json() => _json ??= new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        IgnoreReadOnlyProperties = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = MaxDepth,
        // What files of models say of expressions is not what is said here.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(static type =>
        {
            if (type.Type.IsAssignableTo(typeof(DerivedNode))) type.PolymorphismOptions = null;
        }),
        Converters =
        {
            new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false), new ExpressionConverter(), new MetricConverter(),
            new FoldsConverter(),
            new LossConverter(), new DateTimeConverter(), new DelegateConverter(),
        },
    };

    [RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
    public static JsonElement Write(object? value, string who) => Write(value, value?.GetType() ?? typeof(object), who);

    [RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
    public static JsonElement Write(object? value, Type type, string who)
    {
        try
        {
            return JsonSerializer.SerializeToElement(value, type, Json());
        }
        catch (Exception e) when (e is NotSupportedException or JsonException)
        {
            throw new FraudMlException($"{who} can't be written as data: {type.Name} holds what is no plain value. {e.Message}", e);
        }
    }

    [RequiresUnreferencedCode(DefinedParts.Reflection), RequiresDynamicCode(DefinedParts.Reflection)]
    public static object Read(JsonElement? options, Type type, string who)
    {
        try
        {
            return (options is { } given ? given.Deserialize(type, Json()) : JsonSerializer.Deserialize("{}", type, Json()))
                ?? throw new JsonException("The options are null.");
        }
        catch (Exception e) when (e is NotSupportedException or JsonException)
        {
            throw new FraudMlException($"The {who} has options that are no {type.Name}: {e.Message}", e);
        }
    }

    private sealed class MetricConverter : JsonConverter<Metric>
    {
        public override Metric Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Metrics.Named(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Metric value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Metrics.Named(value.Name).Name);
    }

    private sealed class FoldsConverter : JsonConverter<IFolds>
    {
        [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Marked)]
        [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Marked)]
        public override IFolds Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DefinedParts.Create<IFolds>(JsonSerializer.Deserialize(ref reader, DefinitionJson.Default.PartDefinition)!, "folds");

        [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Marked)]
        [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Marked)]
        public override void Write(Utf8JsonWriter writer, IFolds value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, DefinedParts.Define(value), DefinitionJson.Default.PartDefinition);
    }

    // The closed hierarchy of losses: the name of the record and its values.
    private sealed class LossConverter : JsonConverter<BoostingLoss>
    {
        [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Marked)]
        [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Marked)]
        public override BoostingLoss Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using JsonDocument loss = JsonDocument.ParseValue(ref reader);
            JsonProperty only = loss.RootElement.EnumerateObject().Single();
            Type type = Array.Find([typeof(FocalLoss), typeof(ExpectedCostLoss)], known => known.Name == only.Name)
                ?? throw new JsonException($"There is no loss '{only.Name}'.");
            return (BoostingLoss)only.Value.Deserialize(type, options)!;
        }

        [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Marked)]
        [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Marked)]
        public override void Write(Utf8JsonWriter writer, BoostingLoss value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WritePropertyName(value.GetType().Name);
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
            writer.WriteEndObject();
        }

        public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(BoostingLoss);
    }

    // A local time is another one on the next machine.
    private sealed class DateTimeConverter : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTime();

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value);
    }

    private sealed class DelegateConverter : JsonConverter<Delegate>
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(Delegate));

        public override Delegate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new JsonException("C# can't be read from data.");

        public override void Write(Utf8JsonWriter writer, Delegate value, JsonSerializerOptions options) =>
            throw new NotSupportedException("It is C# that only this process has.");
    }
}
