namespace FraudMl.EndToEnd.Tests;

/// <summary>A mistake.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Do">Makes it, and returns what was said where nothing is thrown.</param>
internal sealed record WrongInput(string Name, Func<Given, Task<string?>> Do);
