namespace FraudMl.Serving.Tests;

/// <summary>Tests that listen to what the whole process tells, or wait for the compiler's best code: with others beside them, it never
/// comes round to it.</summary>
[CollectionDefinition(nameof(ScoringTelemetry), DisableParallelization = true)]
public sealed class AloneCollection;
