namespace FraudMl.Build;

/// <summary>A named step of the build and the targets that run before it.</summary>
internal sealed record Target(string Name, string Description, string[] DependsOn, Func<Task> RunAsync);
