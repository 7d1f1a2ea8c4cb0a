namespace FraudMl.Conventions.Tests;

internal sealed record PearOptions : ValidatedOptions;
