using System.Text.Json.Serialization;

namespace FraudMl;

// The names under which models are saved; a name, once given, never changes.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "model")]
[JsonDerivedType(typeof(LinearModel), "linear")]
[JsonDerivedType(typeof(TreeEnsemble), "trees")]
[JsonDerivedType(typeof(BlendedModel), "blend")]
public abstract partial record ScoringModel;
