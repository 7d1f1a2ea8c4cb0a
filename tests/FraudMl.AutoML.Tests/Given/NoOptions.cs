namespace FraudMl.Tests;

internal sealed record NoOptions : StepOptions;
