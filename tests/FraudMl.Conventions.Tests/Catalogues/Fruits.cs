namespace FraudMl.Conventions.Tests;

internal static class Fruits;
