using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FraudMl.Mlflow;

/// <summary>How MLflow writes JSON: snake case, upper-case enums, named NaN and infinities, empty lists left out, zeros kept.</summary>
public static class MlflowJson
{
    /// <summary>Options for every wire type, source-generated.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    internal static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(MlflowJsonContext.Default.Options)
        {
            TypeInfoResolver = MlflowJsonContext.Default.WithAddedModifier(Relax),
        };
        options.MakeReadOnly();
        return options;
    }

    private static void Relax(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            // "required" is for those who write requests in C#; MLflow leaves out what is unset.
            property.IsRequired = false;
            if (property.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(property.PropertyType))
                property.ShouldSerialize = (_, value) => value is ICollection { Count: > 0 };
        }
    }
}
