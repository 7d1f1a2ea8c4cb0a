using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace FraudMl.Testing.Tests;

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(FaultyFitted))]
[JsonSerializable(typeof(FaultyModel))]
internal sealed partial class FaultyJson : JsonSerializerContext
{
    [ModuleInitializer]
    internal static void Add() => StoredTypes.Add(Default.FaultyFitted, Default.FaultyModel);
}
