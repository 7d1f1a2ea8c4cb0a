using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>How the types of ML.NET's steps and models are written in model files.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, UseStringEnumConverter = true)]
[JsonSerializable(typeof(FittedMlNet))]
[JsonSerializable(typeof(MlNetModel))]
internal sealed partial class MlNetModelJson : JsonSerializerContext;

/// <summary>The steps and models of ML.NET among the types that model files can hold.</summary>
public static class MlNetTypes
{
    /// <summary>Adds them to <see cref="StoredTypes"/>. Whatever makes them does so itself; a host that only loads
    /// models calls it once.</summary>
    public static void Add() => StoredTypes.Add(MlNetModelJson.Default.FittedMlNet, MlNetModelJson.Default.MlNetModel);

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255",
        Justification = "A table is filled and nothing else is done, so the order of initializers does not matter.")]
    internal static void AddWithThePackage() => Add();
}
