namespace FraudMl.Conventions.Tests.Scaffolding;

/// <summary>The tests that share scaffolds, so that these are made once.</summary>
[CollectionDefinition(Name)]
public sealed class ScaffoldsCollection : ICollectionFixture<Scaffolds>
{
    public const string Name = "scaffolds";
}
