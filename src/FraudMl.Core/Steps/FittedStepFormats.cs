using System.Text.Json.Serialization;

namespace FraudMl;

// The names under which fitted steps are saved; a name, once given, never changes.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(FittedImpute), "impute")]
[JsonDerivedType(typeof(FittedScale), "standardize")]
[JsonDerivedType(typeof(FittedDerive), "derive")]
[JsonDerivedType(typeof(FittedOneHot), "one-hot")]
[JsonDerivedType(typeof(FittedDrop), "drop")]
[JsonDerivedType(typeof(FittedNeighborImpute), "impute-neighbors")]
[JsonDerivedType(typeof(FittedClip), "clip")]
[JsonDerivedType(typeof(FittedLog1p), "log1p")]
[JsonDerivedType(typeof(FittedQuantile), "quantile")]
[JsonDerivedType(typeof(FittedPower), "power")]
[JsonDerivedType(typeof(FittedBin), "bin")]
[JsonDerivedType(typeof(FittedPca), "pca")]
[JsonDerivedType(typeof(FittedMlNet), "mlnet")]
[JsonDerivedType(typeof(FittedLookup), "lookup")]
[JsonDerivedType(typeof(FittedWeightOfEvidence), "weight-of-evidence")]
[JsonDerivedType(typeof(FittedHash), "hash")]
[JsonDerivedType(typeof(FittedCalendar), "calendar")]
[JsonDerivedType(typeof(FittedInteractions), "interactions")]
[JsonDerivedType(typeof(FittedSelect), "select")]
public partial interface IFittedStep;
