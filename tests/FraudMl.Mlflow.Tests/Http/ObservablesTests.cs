namespace FraudMl.Mlflow.Tests;

public sealed class ObservablesTests
{
    // Refit's library for them is left out of the apps that use the client.
    [Fact]
    public void No_call_of_a_server_returns_an_observable() =>
        typeof(MlflowClient).Assembly.GetTypes().Where(type => type.IsInterface).SelectMany(type => type.GetMethods())
            .Where(method => method.ReturnType.Name.StartsWith("IObservable", StringComparison.Ordinal))
            .Select(method => $"{method.DeclaringType}.{method.Name}").ShouldBeEmpty();
}
