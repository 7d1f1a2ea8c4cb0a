using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace FraudMl.Tool.Shell;

/// <summary>Answers go to the standard output, progress and errors to the other one.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error, bool isJson, bool isVerbose)
{
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(1);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public bool IsJson => isJson;

    public TextWriter Output => output;

    public TextWriter Error => error;

    /// <summary>Writes the answer: JSON for machines, else the text.</summary>
    public void Answer<T>(T value, string text) =>
        output.WriteLine(Secrets.Hidden(isJson ? JsonSerializer.Serialize(value, Json) : text.TrimEnd()));

    /// <summary>Writes a line that is no part of the answer; machines are told nothing.</summary>
    public void Note(string line)
    {
        if (!isJson) error.WriteLine(Secrets.Hidden(line));
    }

    /// <summary>Writes what went wrong as one sentence, with the stack trace only where it was asked for.</summary>
    public int Fail(Exception failure)
    {
        (int exitCode, string sentence) = Failures.Of(failure);
        error.WriteLine(Secrets.Hidden($"fraudml: {(isVerbose && exitCode != ExitCode.Cancelled ? failure.ToString() : sentence)}"));
        return exitCode;
    }

    /// <summary>Does something that may take long: a terminal shows that it lives, a file gets a line when a second has passed.</summary>
    /// <param name="what">What is done, such as <c>Reading transactions.csv</c>.</param>
    /// <param name="work">The work; it says how far it is.</param>
    public async Task<T> WhileAsync<T>(string what, Func<Action<string>, Task<T>> work)
    {
        if (isJson) return await Task.Run(() => work(_ => { }));
        if (ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected)
        {
            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
            return await console.Status().StartAsync(Markup.Escape(what), status => Task.Run(() => work(
                how => status.Status(Markup.Escape($"{what}: {how}")))));
        }

        long told = Stopwatch.GetTimestamp();
        return await Task.Run(() => work(how =>
        {
            if (Stopwatch.GetElapsedTime(told) < Noticeable) return;
            told = Stopwatch.GetTimestamp();
            Note($"{what}: {how}");
        }));
    }

    /// <summary>Does something that may take long and has no parts to tell of.</summary>
    public Task<T> WhileAsync<T>(string what, Func<T> work) => WhileAsync(what, _ => Task.FromResult(work()));
}
