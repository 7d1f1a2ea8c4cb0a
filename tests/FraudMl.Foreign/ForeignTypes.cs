using System.Text.Json.Serialization;
using FraudMl;

namespace Foreign;

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(FittedRound))]
[JsonSerializable(typeof(BayesModel))]
[JsonSerializable(typeof(TwoModels))]
[JsonSerializable(typeof(ShrunkCalibration))]
[JsonSerializable(typeof(LargeDecision))]
internal sealed partial class ForeignJson : JsonSerializerContext;

/// <summary>The package's types in model files.</summary>
public static class ForeignTypes
{
    /// <summary>Makes them, and the metrics, known; call it once, before models are saved or loaded.</summary>
    public static void Add()
    {
        StoredTypes.Add(
            ForeignJson.Default.FittedRound, ForeignJson.Default.BayesModel, ForeignJson.Default.TwoModels,
            ForeignJson.Default.ShrunkCalibration,
            ForeignJson.Default.LargeDecision);
        LiftCatalog.Add();
    }
}
