namespace FraudMl.Mlflow;

/// <summary>An entry of the tag <c>mlflow.modelVersions</c>, which links a logged model to its registrations.</summary>
internal sealed record MlflowModelRegistration(string Name, int Version);
