using System.Text;
using FraudMl.Mlflow;

namespace FraudMl.EndToEnd.Tests;

/// <summary>What a person does wrong on the first day, each with the whole message; where nothing fails, with what is said.</summary>
/// <remarks>
/// Messages stand in <c>Messages.txt</c>, for reading: <c>FRAUDML_ACCEPT_MESSAGES=1 dotnet test --filter WrongInputs</c> writes it anew
/// beside the sources.
/// </remarks>
public sealed class WrongInputsTests : IDisposable
{
    private const string FileName = "Messages.txt";
    private readonly Given _given = new();

    public static TheoryData<string> Names => [.. WrongInputs.All.Select(wrong => wrong.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_wrong_input_is_answered_by_a_sentence_that_helps(string name)
    {
        string said = await SaidAsync(WrongInputs.All.First(wrong => wrong.Name == name));

        said.ShouldBe(Expected().GetValueOrDefault(name));
    }

    [Fact]
    public async Task There_are_at_least_ninety_and_every_message_belongs_to_one()
    {
        if (Environment.GetEnvironmentVariable("FRAUDML_ACCEPT_MESSAGES") == "1") await AcceptAsync();

        WrongInputs.All.Select(wrong => wrong.Name).Distinct().Count().ShouldBe(WrongInputs.All.Count);
        WrongInputs.All.Count.ShouldBeGreaterThanOrEqualTo(90);
        Expected().Keys.Order().ShouldBe(WrongInputs.All.Select(wrong => wrong.Name).Order());
    }

    public void Dispose() => _given.Dispose();

    private static async Task AcceptAsync()
    {
        var text = new StringBuilder();
        foreach (WrongInput wrong in WrongInputs.All)
        {
            using var given = new Given();
            text.Append($"## {wrong.Name}\n{await SaidAsync(wrong, given)}\n\n");
        }

        await File.WriteAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "tests", "FraudMl.EndToEnd.Tests", "WrongInputs", FileName),
            $"{text}");
        await File.WriteAllTextAsync(At(FileName), $"{text}");
    }

    private Task<string> SaidAsync(WrongInput wrong) => SaidAsync(wrong, _given);

    private static async Task<string> SaidAsync(WrongInput wrong, Given given)
    {
        string said;
        try
        {
            said = await wrong.Do(given) ?? "nothing";
        }
        catch (Exception error) when (error is FraudMlException or MlflowException)
        {
            said = error.Message;
        }
        catch (Exception error) when (error is not Xunit.Sdk.XunitException)
        {
            said = $"{error.GetType().Name}: {error.Message}";
        }

        return given.Generic(said).Trim();
    }

    private static Dictionary<string, string> Expected() => File.ReadAllText(At(FileName)).ReplaceLineEndings("\n")
        .Split("## ", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('\n', 2))
        .ToDictionary(part => part[0], part => part[1].Trim());

    private static string At(string file) => Path.Combine(AppContext.BaseDirectory, "WrongInputs", file);
}
