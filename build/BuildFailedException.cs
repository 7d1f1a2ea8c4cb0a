namespace FraudMl.Build;

/// <summary>Ends the build with one sentence instead of a stack trace.</summary>
internal sealed class BuildFailedException(string message) : Exception(message);
