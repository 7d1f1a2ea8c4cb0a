using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>How Core's types are written in model files. An absent value is null or the default of a constructor's parameter,
/// never an initializer's.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, UseStringEnumConverter = true)]
[JsonSerializable(typeof(FittedImpute))]
[JsonSerializable(typeof(FittedScale))]
[JsonSerializable(typeof(FittedDerive))]
[JsonSerializable(typeof(FittedOneHot))]
[JsonSerializable(typeof(FittedDrop))]
[JsonSerializable(typeof(FittedNeighborImpute))]
[JsonSerializable(typeof(FittedClip))]
[JsonSerializable(typeof(FittedLog1p))]
[JsonSerializable(typeof(FittedQuantile))]
[JsonSerializable(typeof(FittedPower))]
[JsonSerializable(typeof(FittedBin))]
[JsonSerializable(typeof(FittedPca))]
[JsonSerializable(typeof(FittedLookup))]
[JsonSerializable(typeof(FittedWeightOfEvidence))]
[JsonSerializable(typeof(FittedHash))]
[JsonSerializable(typeof(FittedCalendar))]
[JsonSerializable(typeof(FittedTimeBetween))]
[JsonSerializable(typeof(FittedInteractions))]
[JsonSerializable(typeof(FittedSelect))]
[JsonSerializable(typeof(FittedIsolationScore))]
[JsonSerializable(typeof(LinearModel))]
[JsonSerializable(typeof(TreeEnsemble))]
[JsonSerializable(typeof(BlendedModel))]
[JsonSerializable(typeof(LinkedModel))]
[JsonSerializable(typeof(AnomalyScore))]
[JsonSerializable(typeof(PositiveUnlabelledLink))]
[JsonSerializable(typeof(PlattCalibration))]
[JsonSerializable(typeof(IsotonicCalibration))]
[JsonSerializable(typeof(PriorCorrection))]
[JsonSerializable(typeof(BetaCalibration))]
[JsonSerializable(typeof(TemperatureCalibration))]
[JsonSerializable(typeof(CostDecision))]
[JsonSerializable(typeof(ThresholdDecision))]
internal sealed partial class CoreModelJson : JsonSerializerContext;

/// <summary>The fitted types of Core, added as any package adds its own.</summary>
internal static class CoreStoredTypes
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255",
        Justification = "A table is filled and nothing else is done, so the order of initializers does not matter.")]
    internal static void Add() => StoredTypes.Add(
        CoreModelJson.Default.FittedImpute,
        CoreModelJson.Default.FittedScale,
        CoreModelJson.Default.FittedDerive,
        CoreModelJson.Default.FittedOneHot,
        CoreModelJson.Default.FittedDrop,
        CoreModelJson.Default.FittedNeighborImpute,
        CoreModelJson.Default.FittedClip,
        CoreModelJson.Default.FittedLog1p,
        CoreModelJson.Default.FittedQuantile,
        CoreModelJson.Default.FittedPower,
        CoreModelJson.Default.FittedBin,
        CoreModelJson.Default.FittedPca,
        CoreModelJson.Default.FittedLookup,
        CoreModelJson.Default.FittedWeightOfEvidence,
        CoreModelJson.Default.FittedHash,
        CoreModelJson.Default.FittedCalendar,
        CoreModelJson.Default.FittedTimeBetween,
        CoreModelJson.Default.FittedInteractions,
        CoreModelJson.Default.FittedSelect,
        CoreModelJson.Default.FittedIsolationScore,
        CoreModelJson.Default.LinearModel,
        CoreModelJson.Default.TreeEnsemble,
        CoreModelJson.Default.BlendedModel,
        CoreModelJson.Default.LinkedModel,
        CoreModelJson.Default.AnomalyScore,
        CoreModelJson.Default.PositiveUnlabelledLink,
        CoreModelJson.Default.PlattCalibration,
        CoreModelJson.Default.IsotonicCalibration,
        CoreModelJson.Default.PriorCorrection,
        CoreModelJson.Default.BetaCalibration,
        CoreModelJson.Default.TemperatureCalibration,
        CoreModelJson.Default.CostDecision,
        CoreModelJson.Default.ThresholdDecision);
}
