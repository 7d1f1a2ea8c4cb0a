namespace FraudMl.Tests;

internal sealed record NoOptions : ValidatedOptions;
