using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FraudMl;

/// <summary>Writes or reads one model as JSON: by source-generated contexts only, and by the types that are known when it begins.</summary>
internal sealed class ModelJson
{
    /// <summary>How deep values may nest, so that neither a long expression nor a made-up file ends in a stack overflow.</summary>
    public const int MaximumDepth = 128;

    private readonly SortedDictionary<string, string> _packages = new(StringComparer.Ordinal);

    public ModelJson() => Options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = MaximumDepth,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = JsonTypeInfoResolver.Combine([.. Types.Json]).WithAddedModifier(LetNullBeAbsent),
        Converters =
        {
            new StoredPartConverter<IFittedStep>(StoredPart.Step, this),
            new StoredPartConverter<ScoringModel>(StoredPart.Scorer, this),
            new StoredPartConverter<FittedCalibrator>(StoredPart.Calibrator, this),
            new StoredPartConverter<FittedDecision>(StoredPart.Decision, this),
            new ForeignBlobConverter(),
            new FeatureColumnConverter(),
        },
    };

    public StoredTypeSet Types { get; } = StoredTypes.Known;

    public JsonSerializerOptions Options { get; }

    /// <value>How deep the part being written stands.</value>
    public int Depth { get; set; }

    public byte[] Write(StoredModel model) => Write(model with { Packages = _packages }, "The model");

    /// <summary>Writes anything a model holds.</summary>
    public byte[] Write<T>(T value, string what)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(value, TypeInfo<T>());
        }
        catch (Exception e) when (e is NotSupportedException or JsonException or InvalidOperationException)
        {
            throw new FraudMlException($"{what} can't be written as JSON: {e.Message}", e);
        }
    }

    /// <summary>Reads anything a model holds; what it throws on made-up files is nobody's promise but
    /// <see cref="FraudMlException"/> on unknown types.</summary>
    public T Read<T>(ReadOnlySpan<byte> json)
        where T : class =>
        JsonSerializer.Deserialize(json, TypeInfo<T>()) ?? throw new JsonException("null");

    /// <summary>Returns the stored type of a part, and keeps in mind which package it needs.</summary>
    public StoredType TypeOf(object part, StoredPart kind)
    {
        Type type = part.GetType();
        StoredType stored = Types.Find(type) ?? throw new FraudMlException(
            $"The {kind.Noun} {type.Name} can't be saved: {type.Assembly.GetName().Name} did not add it. Mark it with [StoredAs] and call "
            + $"StoredTypes.Add(…) with its JsonTypeInfo once.");
        if (type.Assembly != typeof(ModelJson).Assembly) _packages[UnknownTypes.KeyOf(kind, stored.Name)] = stored.Package;
        return stored;
    }

    // Null is never written, so what may be null can't be asked for.
    private static void LetNullBeAbsent(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.IsRequired && property.IsSetNullable) property.IsRequired = false;
        }
    }

    private JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}
