namespace FraudMl.Mlflow.Tests;

/// <summary>Tests that change the environment of the process, and so run while no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
