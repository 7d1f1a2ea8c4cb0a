using FraudMl.Tests;
using Spectre.Console;
using Spectre.Console.Testing;

namespace FraudMl.Reporting.Tests;

public sealed class PlainObserverContractTests() : ConsoleObserverContract(isTerminal: false);

public sealed class LiveObserverContractTests() : ConsoleObserverContract(isTerminal: true);

public abstract class ConsoleObserverContract(bool isTerminal) : ObserverContract
{
    private readonly TestConsole _console = isTerminal ? new TestConsole().Interactive().Width(200) : new TestConsole().Width(200);
    private int _seen;

    protected override object Part(Type type) =>
        type == typeof(IAnsiConsole)
            ? _console : throw new ArgumentException($"No observer has asked for a {type.Name} before. Give it one here.", nameof(type));

    protected override Task ShouldBeClosedAsync(ExperimentEvent[] shown) =>
        // Spectre.Console allows one live display at a time, so this waits for nobody only when none is left.
        _console.Progress().StartAsync(_ => Task.CompletedTask);

    // A live bar is drawn as time goes by; without one the text is all there is.
    protected override Task<string> SeenAsync()
    {
        string text = _console.Output[_seen..];
        _seen = _console.Output.Length;
        return Task.FromResult(isTerminal ? "" : text);
    }
}
