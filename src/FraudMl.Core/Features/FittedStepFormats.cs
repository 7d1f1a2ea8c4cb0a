using System.Text.Json.Serialization;

namespace FraudMl;

// The names under which fitted steps are saved; a name, once given, never changes.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(FittedImpute), "impute")]
[JsonDerivedType(typeof(FittedStandardize), "standardize")]
[JsonDerivedType(typeof(FittedDerive), "derive")]
[JsonDerivedType(typeof(FittedOneHot), "one-hot")]
[JsonDerivedType(typeof(FittedDrop), "drop")]
[JsonDerivedType(typeof(FittedLookup), "lookup")]
[JsonDerivedType(typeof(FittedWeightOfEvidence), "weight-of-evidence")]
[JsonDerivedType(typeof(FittedHash), "hash")]
[JsonDerivedType(typeof(FittedCalendar), "calendar")]
[JsonDerivedType(typeof(FittedInteractions), "interactions")]
[JsonDerivedType(typeof(FittedSelect), "select")]
public partial interface IFittedStep;
